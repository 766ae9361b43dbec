import {
  stagesOf,
  subjectOf,
  systemActor,
  UNREACHED,
  type CaseEvent,
  type Notify,
  type Office,
  type Party,
  type PolicyOf,
  type WorkflowDefinition,
} from '../../src/definition/index.js';
import type { Case } from '../../src/engine/case.entity.js';
import type { DayCount } from './day-count.js';
import { readersOf } from './readers.js';
import type { Chapter, Told, ToldClock } from './replay.js';

/** A letter that somebody must have been owed, and from which moment on. */
export interface Obligation {
  /** Case, cause, template and recipient, as the database holds them unique. */
  readonly key: string;
  readonly at: Date;
}

/** Everything that decides who is owed what. */
export interface Ledger {
  readonly workflow: WorkflowDefinition;
  readonly record: Case;
  readonly told: Told;
  readonly count: DayCount;
  readonly policyOf: PolicyOf;
  /** The division of each unit. */
  readonly divisionOf: ReadonlyMap<string, string>;
  /** The end of the simulation: what comes later is not owed yet. */
  readonly until: Date;
}

/** A moment of a clock at which letters are owed. */
export interface Rung {
  readonly clock: ToldClock;
  readonly offset: number;
  readonly notices: readonly string[];
  readonly at: Date;
}

/** Every letter that the history of a case makes owed. */
export function obligationsOf(ledger: Ledger): readonly Obligation[] {
  const { chapters } = ledger.told;
  const ofEvents = chapters.flatMap((chapter) =>
    owed(ledger, chapter, chapter.letters, chapter.event, `event:${chapter.seq}`, chapter.at),
  );
  const ofRungs = rungsOf(ledger).flatMap(({ clock, offset, notices, at }) => {
    // What was decided in the same moment comes before: clocks go by the state they find.
    const chapter = chapters.findLast((each) => each.at <= at);
    if (!chapter) return [];
    const { name, generation, subject, timerId, dueOn } = clock;
    const letters = notices.map((notice) => ({ notice, about: name, ...(subject && { subject }) }));
    const event = { type: timerId, payload: {}, actor: systemActor, on: dueOn };
    return owed(ledger, chapter, letters, event, `clock:${name}#${generation}@${offset}`, at);
  });
  return [...ofEvents, ...ofRungs];
}

/** The warnings and reminders that must have fired: after the clock began, before it was over. */
export function rungsOf({ workflow, told, count, policyOf, until }: Ledger): readonly Rung[] {
  const clocks = told.chapters.at(-1)?.clocks ?? [];
  return clocks.flatMap((clock) =>
    stagesOf(workflow.clocks[clock.name]?.stages ?? {}, policyOf(clock.name).ladder)
      .map(({ offset, notices }) => {
        const at = count.letter(offset < 0 ? clock.rawDueOn : clock.dueOn, offset);
        return { clock, offset, notices, at };
      })
      .filter(({ at }) => at > clock.armedAt && at <= (clock.endedAt ?? until) && at <= until),
  );
}

function owed(
  { workflow, record, divisionOf }: Ledger,
  { context, clocks }: Chapter,
  letters: readonly Notify[],
  event: CaseEvent,
  cause: string,
  at: Date,
): readonly Obligation[] {
  const address = context.serviceAddress?.email ?? null;
  const isLost = ({ notice }: Notify) =>
    workflow.notices[notice]?.to === 'respondent' &&
    (workflow.notices[notice].when?.({ context: context as never, event }) ?? true);
  const isTold = letters.some(({ notice }) => notice === UNREACHED);
  // Officers learn, once, that a letter had nowhere to go.
  const instead =
    address === null && !isTold && letters.some(isLost) ? [{ notice: UNREACHED }] : [];
  return [...letters, ...instead].flatMap(
    ({ notice: name, about, subject = subjectOf(event.type) ?? undefined }: Notify) => {
      const notice = workflow.notices[name];
      if (!notice) throw new Error(`${name} is no letter of ${workflow.key}.`);
      if (notice.when && !notice.when({ context: context as never, event })) return [];
      const clock = clocks.findLast(
        (each) =>
          each.name === (about ?? notice.about) &&
          (each.subject === null || subject === undefined || each.subject === subject),
      );
      const party = partyOf(notice.to, clock && workflow.clocks[clock.name]?.owedBy);
      const unitId = notice.unit ? notice.unit(context as never) : context.unitId;
      const coUnitIds = subject === undefined ? context.coUnitIds : [subject];
      const reading = { party, record, unitId, coUnitIds, officers: context.officers, address };
      const template = `${workflow.key}@${workflow.version}/${name}`;
      return readersOf(reading, divisionOf).map((recipient) => ({
        key: [record.number, cause, template, recipient].join(' '),
        at,
      }));
    },
  );
}

function partyOf(to: string, owedBy: Party | Office | undefined): Party {
  if (to !== 'responsible' && to !== 'responsibleHead') return to as Party;
  if (owedBy === undefined) throw new Error('A letter to whoever is responsible has no clock.');
  const hasHead = to === 'responsibleHead' && /^(?:acceptor|handler|coHandler)$/.test(owedBy);
  return (hasHead ? `${owedBy}Head` : owedBy) as Party;
}
