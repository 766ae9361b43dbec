import { Injectable } from '@nestjs/common';
import type { Clock } from '../clocks/clock.entity.js';
import {
  DueClockHandler,
  type DueClock,
  type ReadClocks,
  type Fired,
} from '../clocks/due-clock-handler.js';
import { toldByLetter, type WorkflowDefinition } from '../definition/index.js';
import { RuleBook } from '../policies/rule-book.js';
import { Transactions } from '../store/transactions.js';
import { ApplyEffects } from './apply-effects.js';
import { readCases } from './case-ahead.js';
import { CaseSteps } from './case-steps.js';
import { CaseWriter, type CaseWrites, type MomentWrites } from './case-writer.js';
import type { Outcome } from './commands.js';
import { CurrentRates } from './current-rates.js';
import { lockCaseIfFree } from './lock-case.js';
import { hasConsequences } from './machine-step.js';
import { PartyDirectory, type LetterDirectory } from './party-directory.js';
import { RememberingDirectory } from './remembering-directory.js';
import { ServiceHolds } from './service-holds.js';
import { WorkflowRegistry } from './workflow-registry.js';

/** A moment that is due, worked out and not written yet. */
interface Due extends MomentWrites {
  /** Its place in the order of what was asked for. */
  readonly index: number;
}

/**
 * The engine's door for deadlines. Cases are read without a lock; the moments of several are then
 * worked out and written by one statement, a transaction by itself, which locks each case with its
 * clocks and leaves out those that do not stand any more as they were read.
 */
@Injectable()
export class DueMoments extends DueClockHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly workflows: WorkflowRegistry,
    private readonly steps: CaseSteps,
    private readonly effects: ApplyEffects,
    private readonly writer: CaseWriter,
    private readonly directory: PartyDirectory,
    private readonly rules: RuleBook,
    private readonly holds: ServiceHolds,
    private readonly rates: CurrentRates,
  ) {
    super();
  }

  override async prepare(): Promise<ReadClocks> {
    await this.rules.refresh();
    const directory = new RememberingDirectory(this.directory);
    return async (clocks) => {
      const ids = clocks.map(({ caseId }) => caseId);
      const read = await readCases(this.transactions.manager, ids);
      const current = await this.rates.forAll();
      const cases = new Map(
        [...read].map(([id, outcome]) => [id, { ...outcome, record: current(outcome.record) }]),
      );
      return (now) => this.fire(clocks, cases, directory, now);
    };
  }

  private async fire(
    clocks: readonly DueClock[],
    cases: ReadonlyMap<string, Outcome>,
    directory: LetterDirectory,
    now: Date,
  ): Promise<readonly Fired[]> {
    const fired = clocks.map((): Fired => 'passed');
    const due: Due[] = [];
    const unheard = await this.unheard(clocks, cases, now);
    for (const [index, clock] of clocks.entries()) {
      const read = cases.get(clock.caseId);
      if (!read) continue;
      try {
        const untold = unheard.has(keyOf(clock));
        const writes = untold ? 'among cases' : await this.workOut(clock, read, directory, now);
        if (writes === 'among cases') fired[index] = await this.fireAmong(clock, read, now);
        else if (writes) due.push({ index, read, writes });
      } catch (error) {
        fired[index] = { failed: error };
      }
    }
    await this.write(due, now, fired);
    return fired;
  }

  /** Those that are about to lapse although none of their letters has left. */
  private unheard(
    due: readonly DueClock[],
    cases: ReadonlyMap<string, Outcome>,
    now: Date,
  ): Promise<ReadonlySet<string>> {
    const lapsing = due.flatMap((each) => {
      const read = cases.get(each.caseId);
      const clock = read?.clocks.find(isThe(each));
      if (!read || clock?.status !== 'running' || clock.dueAt > now) return [];
      return this.beginsWithLetter(read, clock) ? [clock] : [];
    });
    return this.holds.unheard(this.transactions.manager, lapsing);
  }

  /** A case that cannot be worked out fails by itself, later, and holds up no other. */
  private beginsWithLetter({ record: { kind, workflowVersion } }: Outcome, { name }: Clock) {
    const workflow = this.workflows.find(kind, workflowVersion);
    return toldByLetter(workflow?.clocks[name]?.told) !== null;
  }

  /** The next moment of a clock: a letter, or the lapse of the deadline. Null: none is due. */
  private async workOut(
    due: DueClock,
    { record, clocks }: Outcome,
    directory: LetterDirectory,
    now: Date,
  ): Promise<CaseWrites | 'among cases' | null> {
    const clock = clocks.find(isThe(due));
    const stage = clock?.stages.find(({ firedAt, at }) => firedAt === null && new Date(at) <= now);
    if (!clock || !stage || clock.nextStageAt === null || clock.nextStageAt > now) return null;
    const workflow = this.workflowOf(record);
    const { manager } = this.transactions;
    if (stage.offset !== 0) {
      const reminder = { workflow, record, clocks, clock, stage, at: now };
      return this.effects.ofReminder(manager, reminder, directory);
    }
    const lapse = this.steps.lapseOf(workflow, { record, clocks }, clock, now);
    return hasConsequences(lapse.step)
      ? 'among cases'
      : this.effects.ofStep(manager, lapse, directory);
  }

  /** Writes all together; should the database refuse one of them, each by itself. */
  private async write(due: readonly Due[], now: Date, fired: Fired[]): Promise<void> {
    if (due.length === 0) return;
    try {
      const written = await this.writer.writeUnmoved(this.transactions.manager, due, now);
      for (const { index, read } of due) if (written.has(read.record.id)) fired[index] = 'fired';
    } catch (error) {
      const [only] = due;
      if (due.length === 1 && only) fired[only.index] = { failed: error };
      else for (const one of due) await this.write([one], now, fired);
    }
  }

  /** A lapse that others learn of, or that is none because nobody was told: all of them are locked, if the case still stands as read. */
  private async fireAmong(
    due: DueClock,
    { record: read, clocks: readClocks }: Outcome,
    at: Date,
  ): Promise<Fired> {
    return this.transactions.run(async (tx): Promise<Fired> => {
      const locked = await lockCaseIfFree(tx, read.id);
      if (locked?.record.version !== read.version) return 'passed';
      const { subjects } = locked;
      const record = await this.rates.of(locked.record, tx);
      const clocks = await this.steps.clocksOf(tx, record.id);
      const clock = clocks.find(isThe(due));
      const before = readClocks.find(isThe(due));
      if (!clock || clock.nextStageAt?.getTime() !== before?.nextStageAt?.getTime()) {
        return 'passed';
      }
      const workflow = this.workflowOf(record);
      const lapses = clock.status === 'running' && clock.dueAt <= at;
      const held =
        lapses && (await this.holds.holdUnsent(tx, workflow, { record, clocks }, clock, at));
      if (held) return 'fired';
      const lapse = this.steps.lapseOf(workflow, { record, clocks }, clock, at);
      await this.steps.write(tx, { ...lapse, subjects });
      return 'fired';
    });
  }

  private workflowOf({ kind, workflowVersion }: Outcome['record']): WorkflowDefinition {
    return this.workflows.get(kind, workflowVersion);
  }
}

const isThe =
  ({ name, generation }: DueClock) =>
  (clock: Clock): boolean =>
    clock.name === name && clock.generation === generation;

const keyOf = ({ caseId, name, generation }: DueClock): string => `${caseId} ${name}#${generation}`;
