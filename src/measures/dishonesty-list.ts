import { Injectable } from '@nestjs/common';
import { Conditions } from '../cases/case-conditions.js';
import { decodeCursor, encodeCursor } from '../cases/cursor.js';
import { chinaDate } from '../kernel/business-date.js';
import { TimeSource } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';
import type { DishonestyFilterInput } from './dishonesty.input.js';
import type { DishonestyListView, DishonestyView } from './dishonesty.view.js';
import { MEASURE } from './measures.service.js';

const DEFAULT_LIMIT = 20;

interface Row extends DishonestyView {
  readonly id: string;
  readonly filedAt: Date;
}

/**
 * What is public: publications in force today, each with the record behind it. Nothing is kept
 * beside the measures, so what is repaired, lifted or run out is not there any more.
 */
@Injectable()
export class DishonestyList {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: TimeSource,
  ) {}

  async page({ cityCode, cursor, limit = DEFAULT_LIMIT }: DishonestyFilterInput) {
    const today = chinaDate(this.time.now());
    const conditions = new Conditions()
      .add('c.kind = ?', MEASURE)
      .add(`c.filing ->> 'type' = 'publication' AND c.state = 'served'`)
      .add(`c.snapshot #>> '{context,publication,from}' <= ?`, today)
      .add(`c.snapshot #>> '{context,publication,until}' >= ?`, today);
    if (cityCode !== undefined) conditions.add('c.city_code = ?', cityCode);
    if (cursor !== undefined) {
      const { at, id } = decodeCursor(cursor);
      conditions.add('(c.filed_at, c.id) < (?, ?)', at, id);
    }
    const found = await this.transactions.manager.query<Row[]>(
      `SELECT c.id, c.filed_at AS "filedAt", c.number,
              c.filing #>> '{respondent,name}' AS "respondentName",
              c.filing #>> '{respondent,uscc}' AS uscc,
              c.respondent_type AS "respondentType", c.division_code AS "divisionCode",
              r.determination ->> 'ground' AS ground,
              r.label AS "groundLabel",
              r.determination ->> 'authority' AS authority,
              r.determination ->> 'documentNumber' AS "documentNumber",
              r.determination ->> 'determinedOn' AS "determinedOn",
              c.snapshot #>> '{context,publication,from}' AS "publishedFrom",
              c.snapshot #>> '{context,publication,until}' AS "publishedUntil",
              c.snapshot #> '{context,basis}' AS basis
         FROM cases c
         CROSS JOIN LATERAL (
           SELECT record.filing -> 'determination' AS determination,
                  record.filing -> 'groundLabel' AS label
             FROM cases record
            WHERE record.about_ids @> c.about_ids AND record.about_ids = c.about_ids
              AND record.kind = c.kind AND record.filing ->> 'type' = 'dishonestyRecord'
              AND record.state = 'served'
            ORDER BY record.filed_at DESC LIMIT 1) AS r
        WHERE ${conditions.toString()}
        ORDER BY c.filed_at DESC, c.id DESC LIMIT ${limit + 1}`,
      conditions.params,
    );
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const more = found.length > limit && last !== undefined;
    const items = rows.map(({ id: _id, filedAt: _filedAt, ...view }) => view);
    const nextCursor = more ? encodeCursor({ at: last.filedAt, id: last.id }) : null;
    return { items, nextCursor } satisfies DishonestyListView;
  }
}
