import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as sample from '../../test/support/sample-files.js';
import { contentOf } from './file-content.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'qingnuo-content-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function found(content: Buffer): Promise<string | null> {
  const path = join(folder, 'file');
  writeFileSync(path, content);
  return contentOf(path);
}

const old = (stream: Buffer) => sample.compound({ Workbook: stream });

describe('the content of a file', () => {
  it.each<[string, Buffer]>([
    ['pdf', sample.pdf()],
    ['png', sample.png()],
    ['jpeg', sample.jpeg()],
    ['gif', sample.gif()],
    ['webp', sample.webp()],
    ['tiff', sample.tiff()],
    ['docx', sample.office('docx')],
    ['xlsx', sample.office('xlsx')],
    ['pptx', sample.office('pptx')],
    ['ofd', sample.ofd()],
    ['doc', sample.oldWord()],
    ['xls', old(sample.workbook(0, 0))],
  ])('is %s', async (kind, content) => {
    expect(await found(content)).toBe(kind);
  });

  it.each<[string, Buffer]>([
    ['a page', sample.html()],
    ['words', Buffer.from('plain words')],
    ['nothing', Buffer.alloc(0)],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
    ['the beginning of a ZIP archive', Buffer.from('PK\x03\x04', 'latin1')],
    ['any ZIP archive', sample.zip({ 'readme.txt': 'hello' })],
    ['an office package with a path in it', sample.office('docx', { '../../evil.sh': 'x' })],
    ['one with a path of its own root', sample.office('docx', { '/etc/evil': 'x' })],
    ['one with a path of Windows', sample.office('docx', { 'word\\..\\evil.exe': 'x' })],
    ['a picture that is an archive', Buffer.concat([sample.png(), sample.zip({ 'A.class': 'x' })])],
    ['a PDF that is an archive', Buffer.concat([sample.pdf(), sample.zip({ a: 'x' }, 'remark')])],
    [
      'an old container of something else',
      sample.compound({ '!SummaryInformation': sample.pdf() }),
    ],
    ['an encrypted document', sample.compound({ EncryptedPackage: Buffer.alloc(5000) })],
    ['a workbook that does not end', old(Buffer.alloc(8192, 0x01))],
    ['an old container that is cut off', sample.oldWord().subarray(0, 1200)],
  ])('is none of those in %s', async (_what, content) => {
    expect(await found(content)).toBeNull();
  });

  it.each<[string, Buffer]>([
    ['a docx', sample.office('docx', { 'word/vbaProject.bin': 'x' })],
    ['an xlsx', sample.office('xlsx', { 'xl/macrosheets/sheet1.xml': '<a/>' })],
    [
      'a docm that is called docx',
      sample.zip({
        '[Content_Types].xml': sample.contentTypes(
          'application/vnd.ms-word.document.macroEnabled.main+xml',
        ),
      }),
    ],
    ['an old Word document', sample.oldWord('Macros')],
    ['an old workbook', sample.compound({ Workbook: sample.workbook(0) }, ['_VBA_PROJECT_CUR'])],
    ['an old workbook with a macro sheet', old(sample.workbook(0, 1))],
  ])('has macros in %s', async (_what, content) => {
    expect(await found(content)).toBe('macros');
  });

  it('does not take a circle of sectors for an endless file', async () => {
    const circle = sample.oldWord();
    // The last sector is the table; each sector of the directory follows itself.
    const table = circle.length - 512;
    for (let at = 0; at < 512; at += 4) circle.writeUInt32LE(8, table + at);
    circle.writeUInt32LE(8, 0x30);
    expect(await found(circle)).toBe('doc');
  });
});
