import { addDays, type BusinessDate } from '../kernel/business-date.js';
import { inputInvalid, type InputError } from '../kernel/domain-error.js';

/** Longer than any leave, so that a slip of the year is noticed. */
const LONGEST_DAYS = 366;

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
}

/** What the rules look at beside the request. */
export interface LeaveFacts {
  readonly account: Member;
  /** Undefined when nobody in service has the id. */
  readonly deputy: Member | undefined;
  readonly today: BusinessDate;
  readonly absences: readonly Away[];
}

/** @throws DomainError INPUT_INVALID with every rule that the leave breaks */
export function requireLeave(request: LeaveRequest, facts: LeaveFacts): void {
  const problems = [...daysProblems(request, facts), ...deputyProblems(facts)];
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
