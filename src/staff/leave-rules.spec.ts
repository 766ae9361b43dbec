import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../kernel/domain-error.js';
import { requireLeave, type LeaveFacts, type LeaveRequest } from './leave-rules.js';

const leave: LeaveRequest = { deputyId: 'b', fromOn: '2026-09-14', untilOn: '2026-09-18' };
const facts: LeaveFacts = {
  account: { accountId: 'a', unitId: 'unit' },
  deputy: { accountId: 'b', unitId: 'unit' },
  today: '2026-09-14',
  absences: [],
};

/** The rules that a leave breaks, by name. */
function broken(request: Partial<LeaveRequest>, known: Partial<LeaveFacts> = {}): string[] {
  try {
    requireLeave({ ...leave, ...request }, { ...facts, ...known });
    return [];
  } catch (error) {
    const { errors } = (error as DomainError).details as { errors: { rule: string }[] };
    return errors.map(({ rule }) => rule);
  }
}

describe('a leave', () => {
  it('may begin today and last a day', () => {
    expect(broken({})).toEqual([]);
    expect(broken({ untilOn: '2026-09-14' })).toEqual([]);
  });

  it('lies ahead, in this order, and is not endless', () => {
    expect(broken({ fromOn: '2026-09-13' })).toEqual(['notInPast']);
    expect(broken({ fromOn: '2026-09-16', untilOn: '2026-09-15' })).toEqual(['notBeforeFrom']);
    expect(broken({ untilOn: '2027-09-15' })).toEqual([]);
    expect(broken({ untilOn: '2027-09-16' })).toEqual(['maxDays']);
  });

  it('does not overlap another one of the same officer', () => {
    const days = { fromOn: '2026-09-18', untilOn: '2026-09-20' };
    expect(broken({}, { absences: [{ accountId: 'a', ...days }] })).toEqual(['noOverlap']);
  });

  it('has a deputy of the unit who is in service, present and another person', () => {
    expect(broken({}, { deputy: undefined })).toEqual(['deputyOfUnit']);
    expect(broken({}, { deputy: { accountId: 'b', unitId: 'other' } })).toEqual(['deputyOfUnit']);
    expect(broken({}, { deputy: facts.account })).toEqual(['anotherPerson']);
    const days = { fromOn: '2026-09-18', untilOn: '2026-09-20' };
    expect(broken({}, { absences: [{ accountId: 'b', ...days }] })).toEqual(['deputyPresent']);
  });

  it('tells all that is wrong at once', () => {
    expect(broken({ fromOn: '2026-09-10', untilOn: '2026-09-09' }, { deputy: undefined })).toEqual([
      'notInPast',
      'notBeforeFrom',
      'deputyOfUnit',
    ]);
  });
});
