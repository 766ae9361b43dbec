import { describe, expect, it } from '@jest/globals';
import { copyHeader, copyRow } from './copy-text.js';

describe('a plain-text dump', () => {
  it('announces the rows of a table with its columns', () => {
    expect(copyHeader('COPY public.case_history (case_id, seq, "at") FROM stdin;')).toEqual({
      table: 'case_history',
      columns: ['case_id', 'seq', 'at'],
    });
    expect(copyHeader('CREATE TABLE public.cases (id uuid);')).toBeNull();
  });

  it.each<[string, string, readonly (string | null)[]]>([
    ['fields', 'a\tb\t', ['a', 'b', '']],
    ['nothing', '\\N\ta', [null, 'a']],
    ['the word of nothing', '\\\\N', ['\\N']],
    ['line breaks and tabs', 'one\\ntwo\\tthree\\r', ['one\ntwo\tthree\r']],
    ['quotes of JSON', '{"a": "\\\\"b\\\\""}', ['{"a": "\\"b\\""}']],
    ['other scripts', '广西😀', ['广西😀']],
  ])('has rows with %s', (_, line, values) => {
    expect(copyRow(line)).toEqual(values);
  });
});
