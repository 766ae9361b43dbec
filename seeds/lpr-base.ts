import { readFileSync } from 'node:fs';
import type { EntityManager } from 'typeorm';
import type { LprPublication } from '../src/definition/index.js';
import { withoutByteOrderMark } from '../src/kernel/plain-text.js';

const FILE = new URL('./lpr.csv', import.meta.url);

/** `date,rate` in the first line, then a publication on each. */
export function readLpr(csv: string): readonly LprPublication[] {
  const [head, ...lines] = withoutByteOrderMark(csv).replaceAll('\r', '').trim().split('\n');
  if (head !== 'date,rate') throw new Error('The first line must be: date,rate');
  return lines.map((line) => {
    const [publishedOn = '', rate = ''] = line.split(',').map((cell) => cell.trim());
    return { publishedOn, rate };
  });
}

export const readBaseLpr = (): readonly LprPublication[] => readLpr(readFileSync(FILE, 'utf8'));

/** The publications that come with the product; days that are there already are left alone. */
export async function seedLpr(tx: EntityManager, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO lpr_publications (published_on, revision, rate, source, imported_by, imported_at)
     SELECT "publishedOn", 1, rate, 'seeds/lpr.csv', NULL, $2
       FROM jsonb_to_recordset($1::jsonb) AS row ("publishedOn" date, rate text)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(readBaseLpr()), at],
  );
}
