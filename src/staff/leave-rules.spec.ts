import { describe, expect, it } from '@jest/globals';
import type { Role } from '../definition/index.js';
import { DomainError } from '../kernel/domain-error.js';
import { requireLeave, type LeaveFacts, type LeaveRequest } from './leave-rules.js';

const leave: LeaveRequest = { deputyId: 'b', fromOn: '2026-09-14', untilOn: '2026-09-18' };
const facts: LeaveFacts = {
  by: { accountId: 'a', role: 'handler', invitedDeputy: false },
  account: { accountId: 'a', unitId: 'unit', role: 'handler' },
  deputy: { accountId: 'b', unitId: 'unit', role: 'handler' },
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
    const far = { fromOn: '2027-09-15', untilOn: '2027-09-16' };
    expect(broken(far)).toEqual([]);
    expect(broken({ ...far, fromOn: '2027-09-16' })).toEqual(['maxAhead']);
  });

  it('does not overlap another one of the same officer', () => {
    const days = { fromOn: '2026-09-18', untilOn: '2026-09-20' };
    expect(broken({}, { absences: [{ accountId: 'a', ...days }] })).toEqual(['noOverlap']);
  });

  it('has a deputy of the unit who is in service, present and another person', () => {
    expect(broken({}, { deputy: undefined })).toEqual(['deputyOfUnit']);
    expect(
      broken({}, { deputy: { accountId: 'b', unitId: 'other', role: 'handler' as const } }),
    ).toEqual(['deputyOfUnit']);
    expect(broken({}, { deputy: facts.account })).toEqual(['anotherPerson']);
    const days = { fromOn: '2026-09-18', untilOn: '2026-09-20' };
    expect(broken({}, { absences: [{ accountId: 'b', ...days }] })).toEqual(['deputyPresent']);
  });

  describe('of a head, with staff as the deputy', () => {
    const head = { accountId: 'a', unitId: 'unit', role: 'handlerHead' } as const;
    const staff = { accountId: 'b', unitId: 'unit', role: 'handler' } as const;
    const by = (accountId: string, role: LeaveFacts['by']['role'], invitedDeputy = false) => ({
      account: head,
      deputy: staff,
      by: { accountId, role, invitedDeputy },
    });

    it.each<[string, Partial<LeaveFacts>, string[]]>([
      ['is entered by the head', by('a', 'handlerHead'), []],
      ['is entered by the administrator', by('x', 'admin'), []],
      ['not by another head', by('c', 'handlerHead'), ['namedByHead']],
      ['not by the deputy', by('b', 'handler'), ['notSelfMade']],
      ['not by who alone brought the deputy in', by('x', 'admin', true), ['anotherAdministrator']],
    ])('%s', (_, known, rules) => {
      expect(broken({}, known)).toEqual(rules);
    });

    it('lasts sixty days at most', () => {
      expect(broken({ untilOn: '2026-11-12' }, by('a', 'handlerHead'))).toEqual([]);
      expect(broken({ untilOn: '2026-11-13' }, by('a', 'handlerHead'))).toEqual(['maxDaysAsHead']);
      const equal = {
        ...by('a', 'handlerHead'),
        deputy: { ...staff, role: 'handlerHead' as const },
      };
      expect(broken({ untilOn: '2026-11-13' }, equal)).toEqual([]);
    });
  });

  it('is given by nobody who gains by it', () => {
    const of = (account: Role, deputy: Role, by: Role) =>
      broken(
        {},
        {
          account: { accountId: 'a', unitId: 'unit', role: account },
          deputy: { accountId: 'b', unitId: 'unit', role: deputy },
          by: { accountId: 'b', role: by, invitedDeputy: false },
        },
      );
    // A head that takes over from its staff has no more rights than before.
    expect(of('handler', 'handlerHead', 'handlerHead')).toEqual([]);
    expect(of('admin', 'admin', 'admin')).toEqual(['notSelfMade']);
    for (const [absent, deputy] of [
      ['supervisor', 'admin'],
      ['admin', 'supervisor'],
      ['acceptorHead', 'handler'],
      ['creditOfficer', 'stateAssets'],
    ] as const) {
      expect(of(absent, deputy, deputy)).toEqual(['deputyRole']);
    }
  });

  it('tells all that is wrong at once', () => {
    expect(broken({ fromOn: '2026-09-10', untilOn: '2026-09-09' }, { deputy: undefined })).toEqual([
      'notInPast',
      'notBeforeFrom',
      'deputyOfUnit',
    ]);
  });
});
