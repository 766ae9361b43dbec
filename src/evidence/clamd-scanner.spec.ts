import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Clamd, hasClamd } from '../../test/support/clamd.js';
import { ClamdStandIn } from '../../test/support/clamd-stand-in.js';
import { DomainError } from '../kernel/domain-error.js';
import { ClamdScanner } from './clamd-scanner.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'qingnuo-scanner-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function fileOf(content: Buffer | string): string {
  const path = join(folder, 'file');
  writeFileSync(path, content);
  return path;
}

async function codeOf(scan: Promise<void>): Promise<string> {
  try {
    await scan;
    return 'taken';
  } catch (error) {
    if (error instanceof DomainError) return String(error.code);
    throw error;
  }
}

const harmful = 'This text stands for a program that does harm.';
const large = Buffer.alloc(700_000, 'harmless ');

describe('a scanner that speaks as clamd does', () => {
  let daemon: ClamdStandIn;
  let scanner: ClamdScanner;
  beforeAll(async () => {
    daemon = await ClamdStandIn.start(harmful);
    scanner = new ClamdScanner({ host: '127.0.0.1', port: daemon.port });
  });
  afterEach(() => {
    daemon.answers = null;
  });
  afterAll(() => daemon.stop());

  it('gets the whole file, in parts, and lets it pass', async () => {
    await scanner.check();
    expect(await codeOf(scanner.scan(fileOf(large)))).toBe('taken');
    expect(daemon.received?.equals(large)).toBe(true);
    expect(await codeOf(scanner.scan(fileOf('')))).toBe('taken');
  });

  it('keeps out what it finds', async () => {
    expect(await codeOf(scanner.scan(fileOf(`before ${harmful} after`)))).toBe('EVIDENCE_INFECTED');
  });

  it.each([
    ['refuses to look', 'INSTREAM size limit exceeded. ERROR\0'],
    ['says what nobody understands', 'stream: PERHAPS\0'],
    ['says that something is well inside of something else', 'stream: OK FOUND ERROR\0'],
    ['hangs up', ''],
  ])('lets nothing pass when it %s', async (_what, answer) => {
    daemon.answers = answer;
    expect(await codeOf(scanner.scan(fileOf(large)))).toBe('UNAVAILABLE');
    await expect(scanner.check()).rejects.toThrow('EVIDENCE_SCANNER');
  });

  it('lets nothing pass when it is not there', async () => {
    const absent = new ClamdScanner({ path: join(folder, 'no.socket') });
    expect(await codeOf(absent.scan(fileOf('a')))).toBe('UNAVAILABLE');
    await expect(absent.check()).rejects.toThrow('EVIDENCE_SCANNER');
  });
});

// Where Debian's package clamav-daemon is installed, the daemon itself is asked, too.
const described = hasClamd() ? describe : () => undefined;
described('the daemon itself', () => {
  let daemon: Clamd;
  beforeAll(async () => {
    daemon = await Clamd.start(harmful);
  });
  afterAll(() => daemon.stop());

  it('is asked, and keeps out what it finds', async () => {
    const scanner = new ClamdScanner({ path: daemon.socket });
    await scanner.check();
    expect(await codeOf(scanner.scan(fileOf(large)))).toBe('taken');
    expect(await codeOf(scanner.scan(fileOf(harmful)))).toBe('EVIDENCE_INFECTED');
  });
});
