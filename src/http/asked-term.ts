import type { ClockPolicy, Term } from '../definition/index.js';
import type { BusinessDate } from '../kernel/business-date.js';
import { inputInvalid } from '../kernel/domain-error.js';
import { holdsOn } from '../policies/policy-book.js';
import type { RuleBook } from '../policies/rule-book.js';

/** What somebody wants to have counted. */
export interface AskedDeadline {
  readonly from: BusinessDate;
  readonly value?: number;
  readonly unit?: Term['unit'];
  readonly policy?: string;
  readonly divisionCode?: string;
}

type AskedTerm = Pick<ClockPolicy, 'value' | 'unit' | 'startRule' | 'rollRule' | 'cap'> & {
  readonly id: string | null;
};

/**
 * The term that is meant: as it is given, or that of a policy.
 *
 * @throws DomainError INPUT_INVALID policyExists, policyHasTerm, termOrPolicy
 */
export function askedTerm(asked: AskedDeadline, rules: RuleBook): AskedTerm {
  const { value, unit, policy } = asked;
  if (policy === undefined) {
    const rule = { startRule: 'dayAfterEvent', rollRule: 'nextWorkingDay', cap: null } as const;
    return { id: null, value: value ?? 0, unit: unit ?? 'workingDay', ...rule };
  }
  if (value !== undefined || unit !== undefined) {
    throw refused('termOrPolicy', 'Give either value and unit, or a policy.');
  }
  const found = findPolicy(asked, policy, rules);
  if (!found) throw refused('policyExists', `There is no policy ${policy}; see GET /policies.`);
  if (found.unit === 'setDate') {
    throw refused('policyHasTerm', `${found.id} has no term: an officer sets the date.`);
  }
  return found;
}

function findPolicy({ from, divisionCode }: AskedDeadline, id: string, rules: RuleBook) {
  const version = rules.policies.find(id);
  if (version) return version;
  const [workflow = '', clock = '', ...more] = id.split('.');
  const general = rules.policies.versions(workflow, clock, null);
  if (more.length > 0 || general.length === 0) return null;
  if (divisionCode === undefined) return general.find((each) => holdsOn(each, from)) ?? null;
  return rules.inForce({ workflow, clock, divisionCode, filedOn: from, contractOn: from });
}

function refused(rule: string, message: string): Error {
  return inputInvalid([{ path: 'policy', rule, message }]);
}
