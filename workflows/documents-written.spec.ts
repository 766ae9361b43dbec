import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { documentFile } from '../src/documents/document-file.js';
import { DocumentLibrary } from '../src/documents/document-library.js';
import { documentText } from '../test/support/document-text.js';
import { workflows } from './index.js';

const library = new DocumentLibrary();
const documents = workflows.flatMap(({ key, documents: set }) => {
  const problems = set ? library.load(key, set) : [];
  return Object.entries(set?.examples ?? {}).map(([name, example]) => ({
    name: `${key}/${name}`,
    example,
    problems,
  }));
});

describe('every document of every kind of case', () => {
  it('is there to be written', () => {
    expect(documents.length).toBeGreaterThan(20);
  });

  it.each(documents)('$name has no place left empty', async ({ name, example, problems }) => {
    expect(problems).toEqual([]);
    const written = library.write(name, example);
    expect(written.title).not.toBe('');
    const content = await documentFile({
      ...written,
      documentNumber: '南工信试〔2026〕1号',
      issuer: '南宁市工业和信息化局',
      addressee: '某单位',
      attachments: [],
      issuedOn: '2026-09-29',
      copyTo: [],
    });
    const text = await documentText(content);
    expect(text).toContain('A-2026-450100-000001');
    expect(text).toContain('南工信试〔2026〕1号');
    expect(text).not.toMatch(/undefined|null|\[object|\{\{|、、|（）|。。|Q[A-Z]+Q|Q[0-9a-f]{24}Q/);
  });
});
