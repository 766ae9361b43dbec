import { describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import type { Case } from './case.entity.js';
import { sameMatterAs } from './same-matter.js';

interface Filed {
  readonly name?: string;
  readonly uscc?: string;
  readonly organisation?: string;
  readonly number?: string;
  readonly document?: string;
  readonly ended?: boolean;
}

const caseOf = (
  { name = '某单位', uscc, organisation, number, document, ended }: Filed,
  n = 0,
) => ({
  id: `case-${n}`,
  number: `A-${n}`,
  enterpriseId: 'e',
  acceptorUnitId: 'u',
  ended: ended === true,
  respondentOrganisationId: organisation ?? null,
  filing: {
    respondent: { name, ...(uscc !== undefined && { uscc }) },
    ...(number !== undefined && { contract: { number } }),
    ...(document !== undefined && { promise: { documentNumber: document } }),
  },
});

/** A filing never changes, so that each case is another one. */
let count = 0;

/** What is told of other complaints: which, and whether their number is the same. */
async function told(own: Filed, ...others: readonly Filed[]): Promise<readonly string[]> {
  const rows = others.map((other) => caseOf(other, (count += 1)));
  const first = count - others.length;
  const tx = { query: () => Promise.resolve(rows) } as unknown as EntityManager;
  const found = await sameMatterAs(tx, caseOf(own) as unknown as Case);
  return found.map(({ number, sameNumber }) => {
    const place = Number(number.slice('A-'.length)) - first;
    return `A-${place}${sameNumber ? ' number' : ''}`;
  });
}

describe('a complaint in the same matter', () => {
  it.each<[string, Filed, Filed, readonly string[]]>([
    ['by number and name', { number: 'GX-2025/01' }, { number: 'GX-2025/01' }, ['A-1 number']],
    [
      'by a number in another hand',
      { number: 'ＧＸ－2025／01' },
      { number: 'gx 2025-01' },
      ['A-1 number'],
    ],
    [
      'by a number with words around',
      { number: '合同编号：GX01号' },
      { number: 'GX01' },
      ['A-1 number'],
    ],
    [
      'by the document',
      { document: '南府函〔2024〕12号' },
      { document: '南府函[2024]12' },
      ['A-1 number'],
    ],
    [
      'by the number alone',
      { name: '甲', number: 'GX01' },
      { name: '乙', number: 'GX01' },
      ['A-1 number'],
    ],
    ['by the respondent alone', { number: 'GX01' }, { number: 'GX02' }, ['A-1']],
    ['by a name with blanks', { name: '某 单位' }, { name: '某单位' }, ['A-1']],
    ['by the code', { name: '甲', uscc: 'X' }, { name: '乙', uscc: 'X' }, ['A-1']],
    [
      'by the directory',
      { name: '甲', organisation: 'o' },
      { name: '乙', organisation: 'o' },
      ['A-1'],
    ],
    ['not with another code', { uscc: 'X' }, { uscc: 'Y' }, []],
    ['not with another body', { organisation: 'o' }, { organisation: 'p' }, []],
    ['not with another name', { name: '甲' }, { name: '乙' }, []],
    [
      'not by two numbers that are not there',
      { name: '甲', number: '号' },
      { name: '乙', number: '-' },
      [],
    ],
  ])('is found %s', async (_, own, other, expected) => {
    expect(await told(own, other)).toEqual(expected);
  });

  it('comes first with the number, then open', async () => {
    const others = [{ ended: true }, {}, { number: 'GX01', ended: true }, { number: 'GX01' }];
    expect(await told({ number: 'GX01' }, ...others)).toEqual([
      'A-4 number',
      'A-3 number',
      'A-2',
      'A-1',
    ]);
  });

  it('is found whatever others ask for meanwhile', async () => {
    const own = { number: 'GX01' };
    const next = () => caseOf(own, (count += 1));
    const ask = async (rows: readonly object[], read: () => Promise<readonly object[]>) => {
      const answers = [() => Promise.resolve(rows), read];
      const tx = { query: () => answers.shift()?.() } as unknown as EntityManager;
      return sameMatterAs(tx, caseOf(own) as unknown as Case);
    };
    const kept = next();
    await ask([kept], () => Promise.resolve([kept]));
    const fresh = next();
    const found = await ask([kept, fresh], async () => {
      // More than are kept at once.
      const many = Array.from({ length: 20_000 }, next);
      await ask(many, () => Promise.resolve(many));
      return [fresh];
    });
    expect(found.map(({ number }) => number)).toEqual([kept.number, fresh.number]);
  });
});
