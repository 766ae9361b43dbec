import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import { Logger } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ObjectStoreStandIn } from '../../test/support/object-store-stand-in.js';
import { Outages } from '../loops/outages.js';
import type { FileToKeep } from './evidence-store.js';
import { ObjectStore } from './object-store.js';

let folder: string;
let standIn: ObjectStoreStandIn;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'qingnuo-objects-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  standIn = await ObjectStoreStandIn.open();
});
afterEach(() => standIn.close());

const storeWith = (settings: object = {}, outages = new Outages()) =>
  new ObjectStore(
    {
      kind: 's3',
      endpoint: standIn.endpoint,
      bucket: ObjectStoreStandIn.bucket,
      region: 'us-east-1',
      accessKey: ObjectStoreStandIn.accessKey,
      secretKey: ObjectStoreStandIn.secretKey,
      ...settings,
    },
    outages,
  );

function fileOf(content: Buffer): FileToKeep {
  const path = join(folder, 'file');
  writeFileSync(path, content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { path, size: content.length, sha256 };
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('an S3-compatible store', () => {
  it('keeps the content under its hash and gives it back', async () => {
    const store = storeWith();
    await store.check();
    const content = Buffer.alloc(3 * 1024 * 1024, 'evidence');
    const file = fileOf(content);
    await store.put(file);
    await store.put(file);
    const { sha256 } = file;
    const place = `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
    expect([...standIn.objects.keys()]).toEqual([place]);
    const kept = await store.open(sha256);
    expect(kept && (await buffer(kept)).equals(content)).toBe(true);
    expect(standIn.seen.map(({ method, status }) => [method, status])).toEqual([
      ['HEAD', 200],
      ['PUT', 200],
      ['PUT', 200],
      ['GET', 200],
    ]);
  });

  it('has nothing under a hash that nobody kept', async () => {
    expect(await storeWith().open('0'.repeat(64))).toBeNull();
  });

  it('refuses content that is not what was signed', async () => {
    const file = { ...fileOf(Buffer.from('one')), sha256: '0'.repeat(64) };
    await expect(storeWith().put(file)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(standIn.objects.size).toBe(0);
  });

  it.each([
    ['the wrong secret', { secretKey: 'hunter2' }, 'refuses EVIDENCE_BUCKET'],
    ['a key that it does not know', { accessKey: 'hunter2' }, 'refuses EVIDENCE_BUCKET'],
    ['a bucket that is not there', { bucket: 'hunter2' }, 'no bucket by the name'],
    ['an address where nobody answers', { endpoint: 'http://127.0.0.1:1' }, 'does not answer'],
  ])('is not usable with %s, and no secret is told', async (_what, settings, message) => {
    const error = await storeWith(settings)
      .check()
      .catch((refusal: unknown) => refusal as Error);
    expect(error).toMatchObject({ name: 'EvidenceStoreUnusable' });
    expect(String(error)).toContain(message);
    expect(String(error)).not.toContain('hunter2');
  });

  it('says so when it does not answer, and goes on when it does', async () => {
    const store = storeWith();
    const file = fileOf(Buffer.from('one'));
    standIn.failing = 503;
    await expect(store.put(file)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(store.open(file.sha256)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    standIn.failing = null;
    await store.put(file);
    const kept = await store.open(file.sha256);
    expect(kept && (await buffer(kept)).toString()).toBe('one');
  });

  it('that fails is told of once, and once when it works again', async () => {
    const lines: string[] = [];
    const hear = (line: string) => lines.push(line);
    const logs = (['error', 'log'] as const).map((level) =>
      jest.spyOn(Logger.prototype, level).mockImplementation(hear),
    );
    const store = storeWith();
    const file = fileOf(Buffer.from('one'));
    standIn.failing = 500;
    for (const ask of [() => store.put(file), () => store.open(file.sha256)]) {
      await expect(ask()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    }
    standIn.failing = null;
    await store.put(file);
    await store.check();
    expect(lines).toEqual([
      'evidence store fails: PUT was answered with 500',
      expect.stringMatching(/^evidence store works again, after \d+ s$/),
    ]);
    for (const each of logs) each.mockRestore();
  });

  it('that is silent is given up after 45 seconds, before any proxy gives us up', async () => {
    const store = storeWith();
    const file = fileOf(Buffer.from('one'));
    jest.useFakeTimers({
      doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance'],
    });
    standIn.isSilent = true;
    const answers: unknown[] = [];
    const asked = [store.put(file), store.open(file.sha256)].map((answer) =>
      answer.catch((error: unknown) => answers.push(error)),
    );
    while (standIn.unanswered < asked.length) await turn();
    // Nobody waits for so long without the garbage being collected.
    for (const _ of [1, 2, 3]) {
      collectGarbage();
      await turn();
    }
    jest.advanceTimersByTime(44_999);
    await turn();
    expect(answers).toEqual([]);
    jest.advanceTimersByTime(1);
    await Promise.all(asked);
    const refusal = expect.objectContaining({ code: 'UNAVAILABLE' });
    expect(answers).toEqual([refusal, refusal]);
    jest.useRealTimers();
  });
});
