import type { EntityManager } from 'typeorm';
import type { BusinessDate } from '../kernel/business-date.js';
import { inputInvalid } from '../kernel/domain-error.js';
import { givenNumber, NOT_STANDING, numbersFrom } from '../restores/while-standing.js';
import { IssuedDocument } from './document.entity.js';

/**
 * The number of a document (发文字号) that is issued in this transaction: the one that the office gave,
 * or the next of the series. Nobody else gets it.
 *
 * @throws DomainError INPUT_INVALID for a given number that another document has
 */
export async function numberFor(
  tx: EntityManager,
  { documentNumber, series, issuedOn }: Numbered,
): Promise<string> {
  if (documentNumber === undefined) return nextNumber(tx, series, issuedOn);
  if (await isFree(tx, documentNumber)) return documentNumber;
  const message = 'Another document has this number.';
  throw inputInvalid([{ path: 'payload.documentNumber', rule: 'numberIsFree', message }]);
}

interface Numbered {
  readonly documentNumber?: string;
  readonly series: string;
  readonly issuedOn: BusinessDate;
}

/** `南工信督〔2026〕1号`; the one after it where an officer has given that number by hand. */
async function nextNumber(tx: EntityManager, series: string, on: BusinessDate): Promise<string> {
  const documentNumber = await nextOfSeries(tx, series, on);
  return (await isFree(tx, documentNumber)) ? documentNumber : nextNumber(tx, series, on);
}

/** The row stays locked until the document is committed: no gaps. */
async function nextOfSeries(tx: EntityManager, series: string, on: BusinessDate): Promise<string> {
  const year = on.slice(0, 4);
  const rows = await tx.query<{ last: number }[]>(
    `INSERT INTO document_numbers (series, year, last)
     SELECT $1, $2::integer, 1 + ${numbersFrom('$2')} WHERE ${NOT_STANDING}
     ON CONFLICT (series, year) DO UPDATE SET last = document_numbers.last + 1 RETURNING last`,
    [series, Number(year)],
  );
  return `${series}〔${year}〕${String(givenNumber(rows))}号`;
}

/**
 * Whoever asks for the same number waits until this transaction has ended. What was committed while
 * it waited is seen by the next statement alone, so that these are two.
 */
async function isFree(tx: EntityManager, documentNumber: string): Promise<boolean> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [documentNumber]);
  return !(await tx.existsBy(IssuedDocument, { documentNumber }));
}
