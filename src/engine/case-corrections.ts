import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../clocks/clock.entity.js';
import { Clocks } from '../clocks/clocks.js';
import type { Label, WorkflowDefinition } from '../definition/index.js';
import { groupBy } from '../kernel/group-by.js';
import { Outbox } from '../notices/outbox.js';
import { selectRows } from '../store/select-rows.js';
import { WriteBatch } from '../store/write-batch.js';
import { bringBack } from './bring-back.js';
import { CaseFeed } from './case-feed.js';
import { CaseImage } from './case-image.entity.js';
import { Case } from './case.entity.js';
import { CorrectedLetters, type UncountedLetters } from './corrected-letters.js';
import { obstacleTo, type CorrectedCase, type RecordedEntry } from './correction-obstacles.js';
import { HistoryEntry } from './history-entry.entity.js';
import { publicState } from './machine-step.js';
import { MOVING } from './moving-columns.js';
import { restored } from './stored-snapshot.js';
import { imagesToTake, isOfEntry, takeBack, type TakenBack } from './take-back.js';
import { correctionEntry } from './time-entry.js';
import { WorkflowRegistry } from './workflow-registry.js';
import { shownAfter } from './shown-version.js';

/** Which images a correction is about, by when they were written down. */
export interface WrongSpan {
  /** By the database's clock; from is in it, to is not. */
  readonly from: Date;
  readonly to: Date;
  /** Only what a machine wrote whose clock was so much ahead of the database's; null: all. */
  readonly aheadMs: number | null;
}

/** A case with what a correction would take back of it. */
export interface CaseCorrection {
  readonly workflow: WorkflowDefinition;
  /** As it is before. */
  readonly record: Case;
  /** The entries that are taken back. */
  readonly entries: readonly RecordedEntry[];
  readonly images: readonly CaseImage[];
  readonly letters: UncountedLetters;
  readonly after: TakenBack | null;
  /** Why it cannot be taken back; null: it can. */
  readonly obstacle: Label | null;
}

export interface CorrectionOrder extends WrongSpan {
  readonly reason: string;
  readonly at: Date;
}

/** Cases that stand and fall together. */
export type CaseGroup = readonly string[];

const SPAN = `recorded_at >= $1 AND recorded_at < $2 AND taken_back_by IS NULL
  AND ($3::float8 IS NULL OR written_at - recorded_at > make_interval(secs => $3::float8 / 1000))`;

/**
 * The engine's door for what a wrong clock did. A case goes back to its image under an entry of its
 * own: the history keeps both, the version goes on. Cases that are about each other go back
 * together or not at all.
 */
@Injectable()
export class CaseCorrections {
  constructor(
    private readonly workflows: WorkflowRegistry,
    private readonly clocks: Clocks,
    private readonly letters: CorrectedLetters,
    private readonly outbox: Outbox,
    private readonly feed: CaseFeed,
  ) {}

  /** The cases that something was done to in the span, and those that were opened by it since. */
  async groups(tx: EntityManager, span: WrongSpan): Promise<readonly CaseGroup[]> {
    const rows = await tx.query<{ id: string; aboutIds: string[] }[]>(
      `WITH wrong AS (
         SELECT case_id AS id, min(recorded_at) FILTER (WHERE clocks IS NOT NULL) AS since
           FROM case_images WHERE ${SPAN} GROUP BY case_id),
       opened AS (
         SELECT c.id FROM case_images i JOIN cases c ON c.id = i.case_id
          WHERE i.seq = 1 AND i.taken_back_by IS NULL AND i.recorded_at >= $1
            AND EXISTS (SELECT FROM wrong w
                         WHERE w.id = ANY (c.about_ids) AND w.since <= i.recorded_at))
       SELECT id, about_ids AS "aboutIds" FROM cases
        WHERE id IN (SELECT id FROM wrong UNION SELECT id FROM opened) ORDER BY id`,
      valuesOf(span),
    );
    return grouped(rows);
  }

  /** What would be taken back of these cases, in the order in which they are locked. */
  async examine(
    tx: EntityManager,
    group: CaseGroup,
    span: WrongSpan,
    at: Date,
    lock = false,
  ): Promise<readonly CaseCorrection[]> {
    const records = await casesOf(tx, group, lock);
    const images = groupBy(await imagesOf(tx, group), ({ caseId }) => caseId);
    const chosen = await this.chosen(tx, group, span);
    const corrections: CaseCorrection[] = [];
    for (const record of records.filter(({ id }) => group.includes(id))) {
      const own = images.get(record.id) ?? [];
      const isChosen = (image: CaseImage) => chosen.has(keyOf(image));
      const taken = imagesToTake(
        own.filter(({ takenBackBy }) => takenBackBy === null),
        isChosen,
      );
      if (taken.length === 0) continue;
      const about = { record, images: own, taken, isChosen, group };
      corrections.push(await this.correction(tx, about, at));
    }
    return withOneObstacle(corrections);
  }

  /** Takes back what can be taken back: all of the group or nothing. */
  async apply(
    tx: EntityManager,
    group: CaseGroup,
    order: CorrectionOrder,
  ): Promise<readonly CaseCorrection[]> {
    const corrections = await this.examine(tx, group, order, order.at, true);
    if (corrections.some(({ obstacle }) => obstacle !== null)) return corrections;
    for (const correction of corrections) await this.write(tx, correction, order);
    return corrections;
  }

  private async chosen(
    tx: EntityManager,
    group: CaseGroup,
    span: WrongSpan,
  ): Promise<ReadonlySet<string>> {
    const rest = `WHERE case_id = ANY($4) AND (${SPAN} OR seq = 1 AND taken_back_by IS NULL
      AND EXISTS (SELECT FROM cases c JOIN (SELECT * FROM case_images WHERE ${SPAN}) wrong
                      ON wrong.case_id = ANY (c.about_ids) AND wrong.clocks IS NOT NULL
                   WHERE c.id = case_images.case_id
                     AND wrong.recorded_at <= case_images.recorded_at))`;
    const rows = await selectRows(tx, CaseImage, rest, [...valuesOf(span), [...group]]);
    return new Set(rows.map(keyOf));
  }

  private async correction(
    tx: EntityManager,
    about: CorrectedCase,
    at: Date,
  ): Promise<CaseCorrection> {
    const { record, taken } = about;
    const workflow = this.workflows.get(record.kind, record.workflowVersion);
    const clocks = await this.clocks.of(record.id, tx);
    const history = await entriesOf(tx, record.id);
    const causes = taken.map(({ cause }) => cause);
    const letters = await this.letters.find(tx, record.id, causes);
    const ledger = await ledgerSeqs(tx, record.id);
    const obstacle = obstacleTo({ ...about, workflow, history, ledger });
    const seqs = new Set(taken.filter(isOfEntry).map(({ seq }) => seq));
    return {
      workflow,
      record,
      entries: history.filter(({ seq }) => seqs.has(seq)),
      images: taken,
      letters,
      after: obstacle ? null : takeBack(workflow, { record, clocks }, taken, at),
      obstacle,
    };
  }

  private async write(
    tx: EntityManager,
    { workflow, record: before, images, letters, after }: CaseCorrection,
    order: CorrectionOrder,
  ): Promise<void> {
    if (!after) return;
    const { at } = order;
    const entry = correctionEntry(before, after.record, after, order);
    const record = {
      ...after.record,
      version: entry.seq,
      lastHash: entry.hash,
      updatedAt: at,
      ...shownAfter(before, at),
    };
    const { meta: state } = publicState(restored(workflow, record.snapshot));
    const recordedAt = new Map(images.map((image) => [image.cause, image.recordedAt]));
    const told = await this.letters.withdraw(tx, letters, {
      seq: entry.seq,
      state,
      recordedAt,
      at,
    });
    // Of a timer one clock may run at a time: those that end make room for those that run again.
    const ended = new WriteBatch(tx);
    this.clocks.save(ended, after.changed.filter(hasEnded), []);
    await ended.send();
    const batch = new WriteBatch(tx);
    batch.update(Case, ['id'], MOVING, [record]);
    batch.insert(HistoryEntry, [entry]);
    const runningAgain = after.changed.filter((clock) => !hasEnded(clock));
    this.clocks.save(batch, runningAgain, []);
    batch.update(
      CaseImage,
      ['caseId', 'seq', 'cause'],
      ['takenBackBy'],
      images.map((image) => ({ ...image, takenBackBy: entry.seq })),
    );
    this.outbox.put(batch, told, at);
    this.feed.put(batch, [{ record, clocks: after.clocks, entry }], at);
    await batch.send();
  }
}

const hasEnded = ({ endedAt }: Clock): boolean => endedAt !== null;

const keyOf = ({ caseId, seq, cause }: CaseImage): string => `${caseId} ${seq} ${cause}`;

const valuesOf = ({ from, to, aheadMs }: WrongSpan): unknown[] => [from, to, aheadMs];

/** What they are about is locked first, as everywhere. */
async function casesOf(tx: EntityManager, group: CaseGroup, lock: boolean): Promise<Case[]> {
  const rest = `WHERE id = ANY (ARRAY(
      SELECT unnest(about_ids || id) FROM cases WHERE id = ANY ($1)))
    ORDER BY cardinality(about_ids), id${lock ? ' FOR UPDATE' : ''}`;
  const records = await selectRows(tx, Case, rest, [[...group]]);
  if (lock) await bringBack(tx, records);
  return records;
}

function imagesOf(tx: EntityManager, group: CaseGroup): Promise<CaseImage[]> {
  // A reminder at a version came after the entry with its number.
  const rest = 'WHERE case_id = ANY ($1) ORDER BY case_id, seq, clocks IS NULL, recorded_at, cause';
  return selectRows(tx, CaseImage, rest, [[...group]]);
}

function entriesOf(tx: EntityManager, caseId: string): Promise<RecordedEntry[]> {
  return tx.query(
    `SELECT seq, event, occurred_on AS "occurredOn", actor ->> 'role' AS role,
            payload ->> 'measureId' AS "from"
       FROM case_history WHERE case_id = $1 ORDER BY seq`,
    [caseId],
  );
}

async function ledgerSeqs(tx: EntityManager, caseId: string): Promise<ReadonlySet<number>> {
  const rows = await tx.query<{ seq: number }[]>(
    'SELECT DISTINCT history_seq AS seq FROM ledger_entries WHERE case_id = $1',
    [caseId],
  );
  return new Set(rows.map(({ seq }) => seq));
}

/** Cases that are about the same ones, directly or by others, are one group. */
export function grouped(
  cases: readonly { readonly id: string; readonly aboutIds: readonly string[] }[],
): readonly CaseGroup[] {
  const groups: { ids: string[]; touched: Set<string> }[] = [];
  for (const { id, aboutIds } of cases) {
    const touched = new Set([id, ...aboutIds]);
    const joined = { ids: [id], touched };
    const meets = (other: { readonly touched: ReadonlySet<string> }) =>
      [id, ...aboutIds].some((one) => other.touched.has(one));
    for (const other of groups.filter(meets)) {
      groups.splice(groups.indexOf(other), 1);
      joined.ids.unshift(...other.ids);
      for (const one of other.touched) joined.touched.add(one);
    }
    groups.push(joined);
  }
  return groups.map(({ ids }) => ids);
}

/** One that cannot go back keeps those that belong to it where they are. */
function withOneObstacle(corrections: readonly CaseCorrection[]): readonly CaseCorrection[] {
  const held = corrections.find(({ obstacle }) => obstacle !== null);
  if (!held) return corrections;
  const { number } = held.record;
  const obstacle = {
    zh: `与${number}相互关联，该件不能撤回`,
    en: `it belongs together with ${number}, which cannot be taken back`,
  };
  return corrections.map((each) => (each.obstacle ? each : { ...each, after: null, obstacle }));
}
