import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { StateMeta } from '../definition/index.js';
import { chinaDate } from '../kernel/business-date.js';
import type { JsonObject } from '../kernel/json.js';
import { inLanguage } from '../notices/letter.js';
import { Notice } from '../notices/notice.entity.js';
import type { NoticeOrder } from '../notices/outbox.js';
import { TemplateLibrary, type Lettered } from '../notices/template-library.js';
import { selectRows } from '../store/select-rows.js';

/** Letters of the product itself about cases, of whichever kind. */
export const productLetters: Lettered = {
  key: 'corrections',
  version: 1,
  templates: [new URL('letters/', import.meta.url)],
  notices: {
    letterTakenBack: {
      to: 'enterprise',
      example: { letterSubject: '【催办】P-2026-450100-000001', sentOn: '2026-09-18' },
    },
  },
};

/** The letters that do not count any more, by what became of them so far. */
export interface UncountedLetters {
  readonly waiting: readonly Notice[];
  readonly sent: readonly Notice[];
}

/** The entry that takes letters back, and where the case stands by it. */
export interface Correcting {
  readonly seq: number;
  readonly state: StateMeta;
  /** When each cause was written down, by the database's clock. */
  readonly recordedAt: ReadonlyMap<string, Date>;
  readonly at: Date;
}

/**
 * Letters of what is taken back: those that have not left stay here, and whoever has got one is
 * told that it does not count. Their rows stay, under another cause, so that the letter can be owed
 * again when its time has come.
 */
@Injectable()
export class CorrectedLetters implements OnModuleInit {
  constructor(private readonly templates: TemplateLibrary) {}

  onModuleInit(): void {
    const problems = this.templates.load([productLetters]);
    if (problems.length > 0) throw new Error(problems.join('\n'));
  }

  /** The letters of these causes; a webhook that has left is followed by that of the correction. */
  async find(
    tx: EntityManager,
    caseId: string,
    causes: readonly string[],
  ): Promise<UncountedLetters> {
    const rest = 'WHERE case_id = $1 AND cause = ANY($2) ORDER BY id';
    const letters = await selectRows(tx, Notice, rest, [caseId, [...causes]]);
    return {
      waiting: letters.filter(({ status }) => status === 'pending' || status === 'failed'),
      sent: letters.filter(({ status, endpointId }) => status === 'sent' && endpointId === null),
    };
  }

  /**
   * Withdraws what waits, and what has failed with its incident.
   *
   * @returns what those are told who got one
   */
  async withdraw(
    tx: EntityManager,
    { waiting, sent }: UncountedLetters,
    { seq, state, recordedAt, at }: Correcting,
  ): Promise<readonly NoticeOrder[]> {
    const ids = waiting.map(({ id }) => id);
    await tx.query(
      `UPDATE notices SET cause = 'takenBack:' || $3 || ':' || cause,
         status = CASE WHEN id = ANY($1::uuid[]) AND status <> 'sent' THEN 'withdrawn' ELSE status END,
         next_attempt_at = NULL
       WHERE id = ANY($1::uuid[] || $2::uuid[])`,
      [ids, sent.map(({ id }) => id), String(seq)],
    );
    await tx.query(
      `UPDATE incidents SET resolved_at = $2
        WHERE kind = 'notice' AND subject = ANY($1::text[]) AND resolved_at IS NULL`,
      [ids, at],
    );
    return sent.map((letter) => correctionOf(letter, state, recordedAt.get(letter.cause), at));
  }
}

function correctionOf(
  letter: Notice,
  { label, next }: StateMeta,
  recordedAt: Date | undefined,
  at: Date,
): NoticeOrder {
  const { id, caseId, party, recipient, recipientName, accountId, unitId, language } = letter;
  // What the machine took for the time may be years off; the reader knows the day of the database.
  const left = letter.sentAt ?? letter.queuedAt;
  const state = inLanguage({ stateLabel: { ...label }, nextStep: { ...next } }, language);
  return {
    ...{ caseId, party, recipient, recipientName, accountId, unitId, language },
    cause: `correction:${id}`,
    template: 'corrections@1/letterTakenBack',
    variables: {
      ...commonOf(letter.variables),
      ...state,
      happenedOn: chinaDate(at),
      letterSubject: letter.subject ?? '',
      sentOn: chinaDate(left > at && recordedAt ? recordedAt : left),
    },
  };
}

/** What every letter says to this reader; where the case stands is another matter now. */
function commonOf(variables: JsonObject): JsonObject {
  const { caseNumber, kindLabel, enterpriseName, respondentName, unitName, acceptorName } =
    variables;
  const { readerName, contact, link, byLink } = variables;
  return {
    ...{ caseNumber, kindLabel, enterpriseName, respondentName, unitName, acceptorName },
    ...{ readerName, trackingCode: '', deadline: null },
    link: byLink === true ? '' : (link ?? ''),
    byLink: false,
    ...(contact !== undefined && { contact }),
  } as JsonObject;
}
