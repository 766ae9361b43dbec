import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '../clocks/clock.entity.js';
import { Clocks } from '../clocks/clocks.js';
import {
  systemActor,
  UNSERVED,
  type CaseEvent,
  type WorkflowDefinition,
} from '../definition/index.js';
import { chinaDate } from '../kernel/business-date.js';
import type { JsonObject } from '../kernel/json.js';
import { LetterFates, type BeginningLetter, type FateHearer } from '../notices/letter-fates.js';
import { RuleBook } from '../policies/rule-book.js';
import { selectRows } from '../store/select-rows.js';
import { Case } from './case.entity.js';
import { CaseWriter, type CaseWrites } from './case-writer.js';
import type { Outcome } from './commands.js';
import { causeOfEvent } from './letter-causes.js';
import { lockCase } from './lock-case.js';
import { NoticeOrders } from './notice-orders.js';
import { ServedTerms, whyHeld } from './served-terms.js';
import { LETTER_ARRIVED, LETTER_LOST, toldEntry } from './told-entry.js';
import { urgencyOf } from './urgency.js';
import { WorkflowRegistry } from './workflow-registry.js';
import { shownAfter } from './shown-version.js';

/** What an entry about a letter says, beside its clock. */
type EntryType = typeof LETTER_LOST | typeof LETTER_ARRIVED;

/**
 * The engine's door for letters that do not arrive, or do so late. Nothing happens in the procedure,
 * so the machine is not asked; the clock stands still, or runs anew, with an entry in the case's own
 * chain and a letter to who has to do something.
 */
@Injectable()
export class ServiceHolds implements FateHearer, OnModuleInit {
  constructor(
    private readonly fates: LetterFates,
    private readonly workflows: WorkflowRegistry,
    private readonly clocks: Clocks,
    private readonly rules: RuleBook,
    private readonly terms: ServedTerms,
    private readonly orders: NoticeOrders,
    private readonly writer: CaseWriter,
  ) {}

  onModuleInit(): void {
    this.fates.tellTo(this);
  }

  async lock(tx: EntityManager, caseId: string): Promise<void> {
    await lockCase(tx, caseId, () => true);
  }

  /**
   * While none of the letters that begin a term has arrived, it stands still. One that has lapsed
   * already is not undone; whoever serves it learns that it lapsed against somebody who was not told.
   */
  async lost(tx: EntityManager, letter: BeginningLetter, at: Date): Promise<void> {
    const { workflow, record, clocks, clock } = await this.read(tx, letter);
    if (!clock || (clock.status !== 'running' && clock.status !== 'lapsed')) return;
    if (!this.terms.dependsOnLetter(workflow, record, clock)) return;
    const unsent = await this.terms.unsent(tx, clock);
    if (!unsent || (await this.terms.isUnderWay(tx, clock))) return;
    const held = this.terms.held(clock, unsent, at);
    const isLate = clock.status === 'lapsed';
    await this.write(tx, workflow, { record, clocks }, isLate ? clock : held, held, at);
  }

  async arrived(tx: EntityManager, letter: BeginningLetter, at: Date): Promise<void> {
    const { workflow, record, clocks, clock } = await this.read(tx, letter);
    if (clock?.status !== 'paused') return;
    const on = chinaDate(at);
    const service = { way: 'mail', on, startEvent: LETTER_ARRIVED };
    const { ended, armed } = this.terms.served(workflow, { record, clocks }, clock, service, at);
    const after = [...clocks.map((other) => (other === clock ? ended : other)), armed];
    const payload = { ...nameOf(clock), letter: letter.template.split('/')[1] ?? '', way: 'mail' };
    const writes = this.entered(workflow, record, after, LETTER_ARRIVED, payload, armed, at);
    const letters = await this.movedLetters(tx, workflow, writes, clock, armed, at);
    await this.writer.write(tx, { ...writes, changed: [ended], armed: [armed], letters }, at);
  }

  /**
   * Holds the clock of a locked case instead of letting it lapse, where no letter that begins it has
   * left; null: it lapses. This finds letters that are still waiting for a server as well.
   */
  async holdUnsent(
    tx: EntityManager,
    workflow: WorkflowDefinition,
    { record, clocks }: Outcome,
    clock: Clock,
    at: Date,
  ): Promise<Outcome | null> {
    if (!this.terms.dependsOnLetter(workflow, record, clock)) return null;
    const unsent = await this.terms.unsent(tx, clock);
    if (!unsent) return null;
    const held = this.terms.held(clock, unsent, at);
    return this.write(tx, workflow, { record, clocks }, held, held, at, true);
  }

  /** The clock of one of these cases that would lapse unheard: asked before many are worked out. */
  async unheard(tx: EntityManager, lapsing: readonly Clock[]): Promise<ReadonlySet<string>> {
    if (lapsing.length === 0) return new Set();
    const keys = lapsing.map(({ caseId, name, generation: no }) => ({ id: caseId, name, no }));
    const rows = await tx.query<{ id: string; name: string; no: number }[]>(
      `SELECT n.case_id AS id, n.clock AS name, n.clock_generation AS no
         FROM jsonb_to_recordset($1::jsonb) AS k (id uuid, name text, no integer)
         JOIN notices n ON n.case_id = k.id AND n.clock = k.name AND n.clock_generation = k.no
        GROUP BY n.case_id, n.clock, n.clock_generation HAVING bool_and(n.status <> 'sent')`,
      [JSON.stringify(keys)],
    );
    return new Set(rows.map(({ id, name, no }) => `${id} ${name}#${no}`));
  }

  private async read(tx: EntityManager, { caseId, clock: name, clockGeneration }: BeginningLetter) {
    const [record] = await selectRows(tx, Case, 'WHERE id = $1', [caseId]);
    if (!record) throw new Error(`A letter is about a case that is not there: ${caseId}`);
    const workflow = this.workflows.get(record.kind, record.workflowVersion);
    const { clocks, revision } = await this.clocks.ofLocked(caseId, tx);
    await this.rules.meet(tx, revision);
    const clock = clocks.find((each) => each.name === name && each.generation === clockGeneration);
    return { workflow, record, clocks, clock };
  }

  /** @param after what becomes of the clock; `held` as it stands still, which letters tell of; `byTime` when no report says so */
  private async write(
    tx: EntityManager,
    workflow: WorkflowDefinition,
    { record, clocks }: Outcome,
    after: Clock,
    held: Clock,
    at: Date,
    byTime = false,
  ): Promise<Outcome> {
    const isLate = after !== held;
    const moved = clocks.map((other) => (isThe(held)(other) ? after : other));
    const { letter = '', words = null } = held.held ?? {};
    const payload = { ...nameOf(held), letter, words, lapsed: isLate };
    const writes = this.entered(workflow, record, moved, LETTER_LOST, payload, held, at);
    const letters = await this.orders.forClock(
      tx,
      {
        workflow,
        record: writes.record,
        clocks: moved,
        letters: [{ notice: UNSERVED, ...aboutClock(held) }],
        event: eventOf(LETTER_LOST, { ...payload, ...whyHeld(workflow, held) }, at),
      },
      causeOfEvent(writes.record.version),
    );
    const timed = byTime ? causeOfEvent(writes.record.version) : null;
    const changed = isLate ? [] : [after];
    await this.writer.write(tx, { ...writes, changed, letters, timed }, at);
    return { record: writes.record, clocks: moved };
  }

  private entered(
    workflow: WorkflowDefinition,
    record: Case,
    clocks: readonly Clock[],
    type: EntryType,
    payload: JsonObject,
    clock: Clock,
    at: Date,
  ): CaseWrites {
    const entry = toldEntry(record, type, payload, clock, at);
    const after: Case = {
      ...record,
      version: entry.seq,
      lastHash: entry.hash,
      updatedAt: at,
      ...shownAfter(record, at),
      urgentAt: urgencyOf(workflow, clocks),
    };
    const none = { lines: [], changed: [], armed: [], letters: [], timed: null };
    return { ...none, record: after, clocks, entry };
  }

  /** The letter that has arrived names the day as it was: the enterprise is told the new one. */
  private async movedLetters(
    tx: EntityManager,
    workflow: WorkflowDefinition,
    { record, clocks }: CaseWrites,
    before: Clock,
    after: Clock,
    at: Date,
  ) {
    const notice = 'deadlineMovedToEnterprise';
    if (after.owedBy !== 'enterprise' || !workflow.notices[notice]) return [];
    if (before.dueOn === after.dueOn) return [];
    const payload = {
      deadlineLabel: { ...workflow.clocks[after.name]?.label },
      movedFrom: before.dueOn,
      movedTo: after.dueOn,
      why: {
        zh: '有关文书此前未能送达，期限自送达之日起重新计算。',
        en: 'The letter that begins the term had not arrived before; the term counts from its arrival.',
      },
    };
    const letters = [{ notice, ...aboutClock(after) }];
    const event = eventOf(LETTER_ARRIVED, payload, at);
    const request = { workflow, record, clocks, letters, event };
    return this.orders.forClock(tx, request, causeOfEvent(record.version));
  }
}

const isThe =
  ({ name, generation }: Clock) =>
  (clock: Clock): boolean =>
    clock.name === name && clock.generation === generation;

const nameOf = ({ name, generation, subject }: Clock): JsonObject => ({
  clock: name,
  generation,
  subject,
});

const aboutClock = ({ name, subject }: Clock) => ({
  about: name,
  ...(subject === null ? {} : { subject }),
});

const eventOf = (type: EntryType, payload: JsonObject, at: Date): CaseEvent => ({
  type,
  payload,
  actor: systemActor,
  on: chinaDate(at),
});
