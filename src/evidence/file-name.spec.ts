import { describe, expect, it } from '@jest/globals';
import { extensionOf, refuseFileName } from './file-name.js';

const rules = (name: string) => refuseFileName(name).map(({ rule }) => rule);

describe('the name of a file', () => {
  it.each([
    '合同.pdf',
    'Contract (signed), v2.final.PDF',
    '会议纪要 2026年9月18日 10：30.docx',
    'été_Größe-№1.png',
    'a'.repeat(236) + '.pdf',
    '合'.repeat(76) + '.pdf',
  ])('may be %s', (name) => {
    expect(refuseFileName(name)).toEqual([]);
  });

  it.each([
    ['../../etc/passwd.pdf', 'fileNameWithoutPath'],
    ['folder/contract.pdf', 'fileNameWithoutPath'],
    ['..\\contract.pdf', 'fileNameWithoutPath'],
    ['C:contract.pdf', 'fileNameWithoutPath'],
    ['contract.exe:stream.pdf', 'fileNameWithoutPath'],
    ['..', 'fileNameWithoutPath'],
    ['con\ntract.pdf', 'fileNameVisible'],
    ['contract.pdf\0', 'fileNameVisible'],
    ['con\x7Ftract.pdf', 'fileNameVisible'],
    // Reads "contractexe.pdf" with the characters turned round: contract‮fdp.exe
    ['contract\u202Efdp.pdf', 'fileNameVisible'],
    ['contract\u2067.pdf', 'fileNameVisible'],
    ['con\u200Btract.pdf', 'fileNameVisible'],
    ['contract\u2028.pdf', 'fileNameVisible'],
    ['\uFFFD\uFFFD.pdf', 'fileNameReadable'],
    ['', 'fileNameLength'],
    ['   ', 'fileNameLength'],
    ['合'.repeat(79) + '.pdf', 'fileNameLength'],
  ])('must not be %j: %s', (name, rule) => {
    expect(rules(name)).toEqual([rule]);
  });

  it('is told all that is wrong with it at once', () => {
    expect(rules('a/\u202E' + 'b'.repeat(240))).toEqual([
      'fileNameWithoutPath',
      'fileNameVisible',
      'fileNameLength',
    ]);
  });

  it.each([
    ['合同.PDF', 'pdf'],
    ['a.tar.gz', 'gz'],
    ['contract', ''],
    ['.pdf', ''],
    ['contract.', ''],
    ['contract..pdf', 'pdf'],
  ])('%s ends in %j', (name, extension) => {
    expect(extensionOf(name)).toBe(extension);
  });
});
