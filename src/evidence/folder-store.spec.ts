import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { loadConfig } from '../config/load-config.js';
import { ManualTime } from '../../test/support/manual-time.js';
import { FolderStore } from './folder-store.js';
import { Uploads } from './uploads.js';

const HOUR = 3_600_000;
let dataDir: string;
let folder: string;
let time: ManualTime;
let uploads: Uploads;
let store: FolderStore;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'qingnuo-evidence-'));
  folder = join(dataDir, 'evidence');
  time = new ManualTime();
  uploads = new Uploads(loadConfig({ DATA_DIR: dataDir }), time);
  store = new FolderStore(folder);
  await store.check();
  await uploads.open();
});
afterEach(() => {
  rmSync(dataDir, { recursive: true });
});

const incoming = () => readdirSync(join(folder, 'incoming'));
const receive = (content: string) => uploads.receive(Readable.from([Buffer.from(content)]));

describe('an upload', () => {
  it('is hashed as it arrives, and moved into the store', async () => {
    const file = await receive('abc');
    // The hash of "abc" as the standard gives it (FIPS 180-2, B.1).
    const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(file).toMatchObject({ size: 3, sha256 });
    expect(incoming()).toHaveLength(1);
    await store.put(file);
    expect(incoming()).toEqual([]);
    expect(existsSync(join(folder, 'ba', '78', sha256))).toBe(true);
    const kept = await store.open(sha256);
    expect(kept && (await text(kept))).toBe('abc');
    await uploads.discard(file);
    expect(existsSync(join(folder, 'ba', '78', sha256))).toBe(true);
  });

  it('leaves nothing when it does not arrive whole', async () => {
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('half');
        throw new Error('gone');
      })(),
    );
    await expect(uploads.receive(broken)).rejects.toThrow('gone');
    expect(incoming()).toEqual([]);
  });

  it('that nobody wants leaves nothing either', async () => {
    await uploads.discard(await receive('abc'));
    expect(incoming()).toEqual([]);
  });

  it('of a process that was killed is cleared a day later, not before', async () => {
    const left = await receive('left');
    const at = time.now();
    utimesSync(left.path, at, at);
    time.advanceTo(new Date(at.getTime() + 24 * HOUR));
    await uploads.open();
    expect(incoming()).toHaveLength(1);
    time.advanceTo(new Date(at.getTime() + 24 * HOUR + 1));
    await uploads.open();
    expect(incoming()).toEqual([]);
  });
});

describe('the folder', () => {
  it('keeps the same content once, and makes a damaged copy whole', async () => {
    const file = await receive('abc');
    await store.put(file);
    const place = join(folder, 'ba', '78', file.sha256);
    writeFileSync(place, 'abd');
    await store.put(await receive('abc'));
    const kept = await store.open(file.sha256);
    expect(kept && (await text(kept))).toBe('abc');
    expect(readdirSync(join(folder, 'ba', '78'))).toEqual([file.sha256]);
  });

  it('has nothing under a hash that nobody kept', async () => {
    expect(await store.open('0'.repeat(64))).toBeNull();
  });

  it('that cannot be used stops the start in a sentence', async () => {
    writeFileSync(join(dataDir, 'file'), '');
    await expect(new FolderStore(join(dataDir, 'file', 'evidence')).check()).rejects.toMatchObject({
      name: 'EvidenceStoreUnusable',
      message: expect.stringContaining('cannot be written to (ENOTDIR)'),
    });
  });
});
