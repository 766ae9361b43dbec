import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { LprPublication } from '../definition/index.js';
import { chinaDate, type BusinessDate } from '../kernel/business-date.js';
import { inputInvalid, type InputError } from '../kernel/domain-error.js';
import { Transactions } from '../store/transactions.js';
import type { LprImportInput } from './lpr-import.input.js';

/** Before this day there was no LPR of this kind (中国人民银行公告〔2019〕第15号). */
const FIRST = '2019-08-20';

/** A publication with where it comes from; of each day the last revision. */
export interface SourcedPublication extends LprPublication {
  readonly revision: number;
  readonly source: string;
}

/** What an import did. */
export interface LprImported {
  readonly added: number;
  readonly corrected: number;
  /** Were there with the same rate already. */
  readonly unchanged: number;
}

/** The publications of the one-year LPR that are known here. */
@Injectable()
export class LprPublications {
  constructor(private readonly transactions: Transactions) {}

  /** In the order of their days. */
  all(tx: EntityManager = this.transactions.manager): Promise<SourcedPublication[]> {
    return tx.query(
      `SELECT DISTINCT ON (published_on)
              published_on AS "publishedOn", rate, revision, source
         FROM lpr_publications ORDER BY published_on, revision DESC`,
    );
  }

  /**
   * Adds what is new and corrects what differs; a correction leaves the earlier revision in place.
   *
   * @param by the administrator's account; null for the command line
   * @throws DomainError INPUT_INVALID
   */
  async import(input: LprImportInput, by: string | null, at: Date): Promise<LprImported> {
    const { publications, source } = input;
    const broken = brokenRules(publications, chinaDate(at));
    if (broken.length > 0) throw inputInvalid(broken);
    return this.transactions.run(async (tx) => {
      // Two imports at once would give one revision twice.
      await tx.query('LOCK TABLE lpr_publications IN SHARE ROW EXCLUSIVE MODE');
      const known = new Map((await this.all(tx)).map((each) => [each.publishedOn, each]));
      const wanted = publications.filter(
        ({ publishedOn, rate }) => Number(known.get(publishedOn)?.rate) !== Number(rate),
      );
      for (const { publishedOn, rate } of wanted) {
        const revision = (known.get(publishedOn)?.revision ?? 0) + 1;
        await tx.query(
          `INSERT INTO lpr_publications
             (published_on, revision, rate, source, imported_by, imported_at)
           VALUES ($1, $2, $3, $4, $5, $6)`,
          [publishedOn, revision, rate, source, by, at],
        );
      }
      const corrected = wanted.filter(({ publishedOn }) => known.has(publishedOn)).length;
      return {
        added: wanted.length - corrected,
        corrected,
        unchanged: publications.length - wanted.length,
      };
    });
  }
}

function brokenRules(
  publications: readonly LprPublication[],
  today: BusinessDate,
): readonly InputError[] {
  return publications.flatMap(({ publishedOn }, index) => {
    const path = `publications[${index}].publishedOn`;
    if (publishedOn < FIRST) {
      return [{ path, rule: 'notBeforeFirst', message: `The first LPR is that of ${FIRST}.` }];
    }
    if (publishedOn > today) {
      return [{ path, rule: 'notInFuture', message: 'This has not been published yet.' }];
    }
    return publications.findIndex((other) => other.publishedOn === publishedOn) === index
      ? []
      : [{ path, rule: 'dayNamedOnce', message: `${publishedOn} stands there twice.` }];
  });
}
