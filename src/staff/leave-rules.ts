import type { Role } from '../definition/index.js';
import { gainOf, MOST_DAYS_AS_HEAD } from '../identity/standing-in.js';
import { addDays, type BusinessDate } from '../kernel/business-date.js';
import { inputInvalid, type InputError } from '../kernel/domain-error.js';

/** Longer than any leave, so that a slip of the year is noticed. */
const LONGEST_DAYS = 366;

/** So far ahead a leave may begin. */
const MOST_DAYS_AHEAD = 366;

export interface LeaveRequest {
  readonly accountId?: string;
  readonly deputyId: string;
  readonly fromOn: BusinessDate;
  /** The last day. */
  readonly untilOn: BusinessDate;
}

/** A leave that somebody has already in the days that are asked for. */
export interface Away {
  readonly accountId: string;
  readonly fromOn: BusinessDate;
  readonly untilOn: BusinessDate;
}

interface Member {
  readonly accountId: string;
  readonly unitId: string;
  readonly role: Role;
}

/** Who enters the leave. */
export interface Enterer {
  readonly accountId: string;
  readonly role: Role;
  /** Whether the deputy came in by the enterer's invitation and nobody else's word. */
  readonly invitedDeputy: boolean;
}

/** What the rules look at beside the request. */
export interface LeaveFacts {
  readonly by: Enterer;
  readonly account: Member;
  /** Undefined when nobody in service has the id. */
  readonly deputy: Member | undefined;
  readonly today: BusinessDate;
  readonly absences: readonly Away[];
}

/** @throws DomainError INPUT_INVALID with every rule that the leave breaks */
export function requireLeave(request: LeaveRequest, facts: LeaveFacts): void {
  const problems = [
    ...daysProblems(request, facts),
    ...deputyProblems(facts),
    ...gainProblems(request, facts),
  ];
  if (problems.length > 0) throw inputInvalid(problems);
}

function daysProblems(
  { fromOn, untilOn }: LeaveRequest,
  { account, today, absences }: LeaveFacts,
): InputError[] {
  const problems: InputError[] = [];
  const add = (path: string, rule: string, message: string) => {
    problems.push({ path, rule, message: `${path} ${message}` });
  };
  if (fromOn < today) add('fromOn', 'notInPast', 'must not lie in the past');
  if (fromOn > addDays(today, MOST_DAYS_AHEAD)) {
    add('fromOn', 'maxAhead', `must not lie more than ${MOST_DAYS_AHEAD} days ahead`);
  }
  if (untilOn < fromOn) add('untilOn', 'notBeforeFrom', 'must not lie before fromOn');
  if (untilOn > addDays(fromOn, LONGEST_DAYS)) {
    add('untilOn', 'maxDays', `must not lie more than ${LONGEST_DAYS} days after fromOn`);
  }
  const other = absences.find(({ accountId }) => accountId === account.accountId);
  if (other) {
    const days = `${other.fromOn} to ${other.untilOn}`;
    add('fromOn', 'noOverlap', `and untilOn overlap another leave, from ${days}`);
  }
  return problems;
}

function deputyProblems({ account, deputy, absences }: LeaveFacts): InputError[] {
  const problem = (rule: string, message: string) => [{ path: 'deputyId', rule, message }];
  if (deputy?.unitId !== account.unitId) {
    return problem('deputyOfUnit', 'the deputy must be an officer in service of the same unit');
  }
  if (deputy.accountId === account.accountId) {
    return problem('anotherPerson', 'nobody stands in for themselves');
  }
  if (absences.some(({ accountId }) => accountId === deputy.accountId)) {
    return problem('deputyPresent', 'the deputy is on leave in these days');
  }
  return [];
}

/**
 * Rights are not given by or to the one who gains. A head names who of the staff stands in for it,
 * for a bounded time; the administrator does it for somebody whom others have brought in, too, and
 * never for itself.
 */
function gainProblems(
  { fromOn, untilOn }: LeaveRequest,
  { by, account, deputy }: LeaveFacts,
): InputError[] {
  if (deputy?.unitId !== account.unitId || deputy.accountId === account.accountId) return [];
  const problem = (path: string, rule: string, message: string) => [{ path, rule, message }];
  const gain = gainOf(deputy.role, account.role);
  if (gain === null) {
    const message = 'the deputy has the same role, is the head, or is of the staff of the head';
    return problem('deputyId', 'deputyRole', message);
  }
  const own = by.accountId === account.accountId;
  if (deputy.accountId === by.accountId && (gain === 'headship' || by.role === 'admin')) {
    return problem('deputyId', 'notSelfMade', 'nobody makes a deputy of themselves');
  }
  if (gain === 'nothing' || own) return gain === 'nothing' ? [] : tooLong(fromOn, untilOn);
  if (by.role !== 'admin') {
    const message = 'a head names the staff that stands in for it, or the administrator does';
    return problem('accountId', 'namedByHead', message);
  }
  if (by.invitedDeputy) {
    const message =
      'you have brought the deputy in alone; the head or another administrator does it';
    return problem('deputyId', 'anotherAdministrator', message);
  }
  return tooLong(fromOn, untilOn);
}

function tooLong(fromOn: BusinessDate, untilOn: BusinessDate): InputError[] {
  if (untilOn < addDays(fromOn, MOST_DAYS_AS_HEAD)) return [];
  const message = `untilOn: staff stands in for its head for ${MOST_DAYS_AS_HEAD} days at most`;
  return [{ path: 'untilOn', rule: 'maxDaysAsHead', message }];
}
