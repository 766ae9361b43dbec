import type { Chance } from '../simulate/chance.js';
import { pdf, png } from '../test/support/sample-files.js';
import { nastyTexts } from './nasty.js';

/** A form with a file, mostly as it should be. */
export function aForm(chance: Chance): { body: Buffer; headers: Record<string, string> } {
  const boundary = `----form${chance.int(0, 1_000_000)}`;
  const name = chance.weighted([
    ['记录.pdf', 6],
    ['picture.png', 2],
    [chance.pick(nastyTexts), 1],
    ['macro.docm', 1],
  ]);
  const content = chance.weighted<() => Buffer>([
    [() => pdf(String(chance.int(0, 1_000))), 6],
    [() => png(), 2],
    [() => Buffer.alloc(chance.pick([0, 1, 100_000])), 1],
    [() => Buffer.from('PK\x03\x04'.repeat(chance.int(1, 200))), 1],
  ])();
  const fields = chance.weighted<readonly (readonly [string, string])[]>([
    [[], 3],
    [[['note', '会议纪要。']], 3],
    [[['shownToEnterprise', 'true']], 1],
    [[['unknown', 'x']], 1],
    [[['note', chance.pick(nastyTexts)]], 1],
    [Array.from({ length: 300 }, (_, i) => [`f${i}`, 'x'] as const), 1],
  ]);
  const quoted = name.replaceAll(/["\r\n]/g, '%22');
  const parts = fields.map(
    ([field, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${quoted}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  const body = Buffer.concat([
    Buffer.from(parts.join('') + head),
    content,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return { body, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
}
