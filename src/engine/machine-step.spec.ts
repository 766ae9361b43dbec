import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { seededPolicyOf } from '../../seeds/seeded-policies.js';
import type { Actor, CaseContext, PolicyOf, Role } from '../definition/index.js';
import { promiseV1 } from '../../workflows/promise/promise.workflow.js';
import { arrearsV1 } from '../../workflows/arrears/arrears.workflow.js';
import { emptyLedger } from '../../workflows/arrears/ledger/ledger.js';
import type { JsonObject } from '../kernel/json.js';
import {
  advance,
  begin,
  closedBy,
  isOpen,
  mayDo,
  openActs,
  publicState,
  timerOf,
} from './machine-step.js';

const policyOf = seededPolicyOf('promise');

const actor = (role: Role, unitId: string | null = null): Actor => ({
  role,
  unitId,
  accountId: `account-of-${role}`,
  name: role,
});

const context: CaseContext = {
  unitId: 'lead',
  coUnitIds: ['helper'],
  officers: { acceptor: null, handler: null },
  outcome: null,
};

describe('who may do an act', () => {
  const handlers = { by: ['handler', 'acceptor'] as const };
  const units = [
    ['lead', null],
    ['helper', null],
    ['elsewhere', null],
  ] as const;

  it.each<[string, 'cooperating' | 'both' | undefined, readonly boolean[]]>([
    ['of the unit that has the case', undefined, [true, false, false]],
    ['of units that cooperate', 'cooperating', [false, true, false]],
    ['of both', 'both', [true, true, false]],
  ])('handlers %s', (_, which, allowed) => {
    const act = which === undefined ? handlers : { ...handlers, units: which };
    expect(units.map(([unit]) => mayDo(act, actor('handler', unit), context))).toEqual(allowed);
    expect(mayDo(act, actor('handler'), context)).toBe(false);
    // The unit of everybody else is a matter of scope, not of the act.
    expect(mayDo(act, actor('acceptor', 'elsewhere'), context)).toBe(true);
    expect(mayDo(act, actor('handlerHead', 'lead'), context)).toBe(false);
  });

  it('is a question of the state as long as no unit has the case', () => {
    const { snapshot } = begin(promiseV1);
    const handler = actor('handler', 'lead');
    expect(mayDo(handlers, handler, { ...context, unitId: null })).toBe(true);
    expect(openActs(promiseV1, { snapshot, hands: {} }, handler, '2026-03-02', policyOf)).toEqual(
      [],
    );
  });
});

describe('acts that are open', () => {
  const { snapshot } = begin(promiseV1);
  const on = '2026-03-02';

  it('leave out those with a route of their own, which are open all the same', () => {
    const enterprise = actor('enterprise');
    expect(openActs(promiseV1, { snapshot, hands: {} }, enterprise, on, policyOf)).toEqual([
      'retaliation.report',
      'complaint.withdraw',
    ]);
    expect(isOpen(promiseV1, snapshot, 'evidence.add', enterprise, on)).toBe(true);
    expect(isOpen(promiseV1, snapshot, 'evidence.seal', enterprise, on)).toBe(false);
  });

  it('leave out what no policy leaves room for', () => {
    const head = actor('handlerHead', 'lead');
    const accept = { type: 'complaint.accept', payload: {}, actor: actor('acceptor'), on };
    const refer = { ...accept, type: 'referral.send', payload: { unitId: 'lead' } };
    const sign = { ...accept, type: 'referral.sign', actor: head };
    const handling = [accept, refer, sign].reduce(
      (now, event) => advance(promiseV1, now, event).snapshot,
      snapshot,
    );
    const never: PolicyOf = (clock) => ({ ...policyOf(clock), pause: null });
    const standing = { snapshot: handling, hands: {} };
    const offered = (policies: PolicyOf) => openActs(promiseV1, standing, head, on, policies);
    expect(offered(policyOf)).toContain('pause.start');
    expect(offered(never)).toEqual(offered(policyOf).filter((type) => type !== 'pause.start'));
  });
});

describe('the guards that keep an act from being open', () => {
  const undated = { ...emptyLedger, regime: 'order728', items: [{ dueOn: null }] };
  const size = (decided: string | null) => ({ unitId: 'sme', decided });

  it.each<[string, object, readonly string[]]>([
    ['nothing', {}, []],
    ['a doubt about the size', { size: size(null) }, ['sizeSettled']],
    ['the size', { size: size('large') }, ['notLarge']],
    ['a due date that is not set', { ledger: undated }, ['dueDatesKnown']],
    ['two of them', { size: size(null), ledger: undated }, ['sizeSettled', 'dueDatesKnown']],
  ])('are each named: %s', (_, remembered, guards) => {
    const input = { ledger: emptyLedger, size: null, openAgainstRespondent: 0, ...remembered };
    const { snapshot } = begin(arrearsV1, input as unknown as JsonObject);
    const on = '2026-03-02';
    const accept = { type: 'complaint.accept', payload: {}, actor: actor('acceptor'), on };
    expect(closedBy(arrearsV1, snapshot, accept)).toEqual(guards);
    expect(isOpen(arrearsV1, snapshot, accept.type, accept.actor, on)).toBe(guards.length === 0);
  });
});

/** A debt is closed without payment only when it is unfounded. */
const unfounded: Readonly<Record<string, object>> = {
  arrears: {
    resultCode: 'unfounded',
    verifiedPrincipal: '0.00',
    undisputed: '0.00',
    disputed: '0.00',
  },
};

describe('a closed state', () => {
  it.each([promiseV1, arrearsV1])('has ended, although the machine goes on: $key', (workflow) => {
    const on = '2026-03-02';
    const play = (steps: readonly [string, Role, object?][]) =>
      steps.reduce((snapshot, [type, role, payload]) => {
        const event = {
          type,
          payload: payload ?? workflow.events[type]?.example,
          actor: actor(role, 'lead'),
          on,
        };
        return advance(workflow, snapshot, event).snapshot;
      }, begin(workflow).snapshot);
    const answered = play([
      ['complaint.accept', 'acceptor'],
      ['referral.send', 'acceptor', { unitId: 'lead' }],
      ['referral.sign', 'handler'],
      [
        'result.submit',
        'handler',
        unfounded[workflow.key] ?? workflow.events['result.submit']!.example,
      ],
      ['reply.send', 'acceptor'],
      ['survey.answer', 'enterprise'],
    ]);
    expect(publicState(answered)).toMatchObject({ name: 'followUp', ended: false });
    const close = { type: 'case.close', payload: {}, actor: actor('acceptor'), on };
    const closed = advance(workflow, answered, close).snapshot;
    expect(publicState(closed)).toMatchObject({ name: 'closed', ended: true });
    expect(closed.status).toBe('active');
    const reopening = { ...close, type: 'reopening.request', actor: actor('enterprise') };
    const asked = advance(workflow, closed, { ...reopening, payload: { newFacts: '新事实' } });
    expect(publicState(asked.snapshot)).toMatchObject({ name: 'reopeningAsked', ended: false });
  });
});

describe('the id of a timer', () => {
  it.each([
    ['xstate.after.cityReply.promise.open.progress', 'cityReply'],
    ['xstate.after.cooperation.@0190a6e0-0000-7000-8000-00000000000a', 'cooperation'],
  ])('%s names its clock', (timerId, name) => {
    expect(timerOf(timerId)).toEqual({ name, timerId });
  });

  it('of a delay without a name is refused', () => {
    expect(() => timerOf('xstate.done.state.promise')).toThrow('Not the id of a named delay');
  });
});
