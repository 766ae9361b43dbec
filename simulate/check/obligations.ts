import {
  stagesOf,
  subjectOf,
  systemActor,
  toldByLetter,
  UNREACHED,
  UNSERVED,
  UNSERVED_TO_HEAD,
  type CaseEvent,
  type ClockDefinition,
  type Notify,
  type Party,
  type PolicyOf,
  type WorkflowDefinition,
} from '../../src/definition/index.js';
import type { Case } from '../../src/engine/case.entity.js';
import { chinaDate } from '../../src/kernel/business-date.js';
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
  const ofEvents = chapters.flatMap((chapter) => {
    const letters = [...chapter.letters, ...lettersAboutService(ledger, chapter)];
    return owed(ledger, chapter, letters, chapter.event, `event:${chapter.seq}`, chapter.at);
  });
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

/** Days after which who serves a term in another way is reminded: see docs/readings.md. */
const REMINDED_AFTER = [3, 8, 13, 23, 43, 63];

/** What the engine itself writes about a letter that was lost, or that has come late. */
function lettersAboutService({ workflow }: Ledger, { event, clocks }: Chapter): readonly Notify[] {
  const isLost = event.type === 'letter.lost';
  if (!isLost && event.type !== 'letter.arrived') return [];
  const { clock: name, subject } = event.payload as { clock: string; subject: string | null };
  const about = { about: name, ...(subject !== null && { subject }) };
  if (isLost) return [{ notice: UNSERVED, ...about }];
  const [now, before] = clocks.filter((clock) => clock.name === name).reverse();
  const moved = now?.dueOn !== before?.dueOn;
  return moved && workflow.clocks[name]?.owedBy === 'enterprise'
    ? [{ notice: 'deadlineMovedToEnterprise', ...about }]
    : [];
}

/** The warnings and reminders that must have fired: after the clock began, before it was over. */
export function rungsOf({ workflow, told, count, policyOf, until }: Ledger): readonly Rung[] {
  const clocks = told.chapters.at(-1)?.clocks ?? [];
  return clocks.flatMap((clock) => {
    const end = clock.endedAt ?? until;
    const ofTerm = stagesOf(workflow.clocks[clock.name]?.stages ?? {}, policyOf(clock.name).ladder)
      .map(({ offset, unit, notices }) => {
        const at = count.letter(offset < 0 ? clock.rawDueOn : clock.dueOn, offset, unit);
        return { clock, offset, notices, at };
      })
      .filter(({ at }) => at > clock.armedAt && at <= (clock.heldAt ?? end));
    const { heldAt } = clock;
    const ofService = heldAt === null ? [] : REMINDED_AFTER;
    const reminders = ofService.map((offset, index) => ({
      clock,
      offset,
      notices: index === 0 ? [UNSERVED] : [UNSERVED, UNSERVED_TO_HEAD],
      at: count.letter(chinaDate(heldAt ?? until), offset),
    }));
    return [...ofTerm, ...reminders].filter(({ at }) => at <= end && at <= until);
  });
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
      const party = partyOf(notice.to, clock && workflow.clocks[clock.name]);
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

function partyOf(to: string, clock: ClockDefinition | undefined): Party {
  const isServing = to === 'serving' || to === 'servingHead';
  if (!isServing && to !== 'responsible' && to !== 'responsibleHead') return to as Party;
  const party = isServing ? toldByLetter(clock?.told)?.servedBy : clock?.owedBy;
  if (party === undefined) throw new Error('A letter to whoever is responsible has no clock.');
  const hasHead = to.endsWith('Head') && /^(?:acceptor|handler|coHandler)$/.test(party);
  return (hasHead ? `${party}Head` : party) as Party;
}
