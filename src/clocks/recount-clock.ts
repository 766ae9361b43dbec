import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { ClockDefinition, ClockPolicy, Label } from '../definition/index.js';
import { chinaDate, endOfDay, type BusinessDate } from '../kernel/business-date.js';
import type { Clock } from './clock.entity.js';
import { countBy, deadlineOf } from './counting.js';
import { nextStageAt, replanStages } from './plan-stages.js';

/** A clock before and after it was counted anew. */
export interface Recounted {
  readonly before: Clock;
  readonly after: Clock;
  readonly why: Label;
}

/** Which recomputation, and when. */
export interface Recounting {
  readonly id: string;
  readonly at: Date;
}

/**
 * The clock as the rules of now count it; null when that changes nothing. Only a clock that still
 * runs is asked. A date never moves into the past: what would have ended already ends today, so
 * that nobody is late by a rule that was not there.
 */
export function recountClock(
  clock: Clock,
  definition: ClockDefinition,
  policy: ClockPolicy,
  calendar: WorkingCalendar,
  recounting: Recounting,
): Recounted | null {
  const { derivation } = clock;
  const { extension, pauses, given, term } = derivation;
  const remembered = { from: clock.startedOn, extension, pauses };
  const count = countBy(policy, given ? { ...remembered, term } : remembered);
  const due = notInThePast(deadlineOf(count, calendar), recounting.at);
  const changed =
    due.dueOn !== clock.dueOn ||
    due.rawDueOn !== clock.rawDueOn ||
    due.provisional !== clock.provisional ||
    policy.id !== clock.policyId;
  if (!changed) return null;
  const why = reasonOf(clock, policy, calendar);
  const next: Clock = {
    ...clock,
    policyId: policy.id,
    mark: policy.basis.mark,
    basis: policy.basis,
    derivation: { ...derivation, ...count, calendar: calendar.edition },
  };
  return moved(clock, next, due, definition, policy, calendar, recounting, why);
}

/** What of a clock a recomputation changes, and an undoing brings back. */
export type CountedPart = Pick<
  Clock,
  | 'name'
  | 'generation'
  | 'policyId'
  | 'mark'
  | 'basis'
  | 'derivation'
  | 'rawDueOn'
  | 'dueOn'
  | 'provisional'
>;

/** The clock as it was before a recomputation; what has fired since stays fired. */
export function restoreClock(
  clock: Clock,
  before: CountedPart,
  definition: ClockDefinition,
  policy: ClockPolicy,
  calendar: WorkingCalendar,
  recounting: Recounting,
): Recounted {
  const { policyId, mark, basis, derivation, rawDueOn, dueOn, provisional } = before;
  const due = notInThePast({ rawDueOn, dueOn, provisional }, recounting.at);
  const next: Clock = {
    ...clock,
    policyId,
    mark,
    basis,
    derivation: { ...derivation, recounts: clock.derivation.recounts },
  };
  const why: Label = { zh: '重新计算已撤销。', en: 'The recount was undone.' };
  return moved(clock, next, due, definition, policy, calendar, recounting, why);
}

type DueDays = Pick<Clock, 'rawDueOn' | 'dueOn' | 'provisional'>;

function moved(
  before: Clock,
  next: Clock,
  due: DueDays,
  definition: ClockDefinition,
  policy: ClockPolicy,
  calendar: WorkingCalendar,
  { id, at }: Recounting,
  why: Label,
): Recounted {
  const ladder = { letters: definition.stages, plan: policy.ladder };
  const stages = replanStages(before.stages, ladder, due, at, calendar);
  const recount = { id, at: at.toISOString(), from: before.dueOn, to: due.dueOn, why };
  const after: Clock = {
    ...next,
    ...due,
    dueAt: endOfDay(due.dueOn),
    derivation: { ...next.derivation, recounts: [...next.derivation.recounts, recount] },
    stages,
    nextStageAt: nextStageAt(stages),
  };
  return { before, after, why };
}

function notInThePast(due: DueDays, at: Date): DueDays {
  const today: BusinessDate = chinaDate(at);
  return due.dueOn < today ? { ...due, dueOn: today } : due;
}

function reasonOf(
  { policyId, derivation }: Clock,
  policy: ClockPolicy,
  calendar: WorkingCalendar,
): Label {
  const rule: Label | null =
    policy.id === policyId
      ? null
      : {
          zh: `期限规则由 ${policyId} 改为 ${policy.id}。`,
          en: `The rule changed from ${policyId} to ${policy.id}.`,
        };
  const days: Label | null =
    derivation.calendar === calendar.edition
      ? null
      : {
          zh: `节假日安排由 ${derivation.calendar} 更新为 ${calendar.edition}。`,
          en: `The calendar changed from ${derivation.calendar} to ${calendar.edition}.`,
        };
  const reasons = [rule, days].filter((reason) => reason !== null);
  if (reasons.length === 0)
    return { zh: '按现行规则重新计算。', en: 'Counted by the rules of now.' };
  return {
    zh: reasons.map(({ zh }) => zh).join(''),
    en: reasons.map(({ en }) => en).join(' '),
  };
}
