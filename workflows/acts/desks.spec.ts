import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { act, ChartStory, lapse, type Happening } from '../../test/support/chart-story.js';
import { promiseV1 } from '../promise/promise.workflow.js';
import { refuseAssignee } from './desks.js';

const unit = '0190a6e0-0000-7000-8000-00000000000a';
const elsewhere = '0190a6e0-0000-7000-8000-00000000000b';

const check = act('complaint.check', { account: 'first' });
const take = (account: string) => act('assignment.take', { by: 'acceptor', account });
const give = (account: string, to: string, by: 'acceptor' | 'acceptorHead' = 'acceptor') =>
  act('assignment.give', { by, account, payload: { accountId: to } });
const release = (account: string) => act('assignment.release', { by: 'acceptor', account });

const after = (...happenings: readonly Happening[]) =>
  new ChartStory(promiseV1).play(...happenings);
const deskOf = (story: ChartStory) =>
  (story.context as { officers: { acceptor: string | null; handler: string | null } }).officers;

describe('the desk that a case lies on', () => {
  it('is that of whoever takes it, or first does something about it', () => {
    expect(deskOf(after())).toEqual({ acceptor: null, handler: null });
    expect(deskOf(after(take('first'))).acceptor).toBe('first');
    expect(deskOf(after(check)).acceptor).toBe('first');
    expect(deskOf(after(check, act('complaint.accept', { account: 'second' }))).acceptor).toBe(
      'first',
    );
  });

  it('is nobody’s for a day, and then the head is told', () => {
    expect(after(lapse('acceptorDesk')).last.letters).toEqual(['unassignedToAcceptorHead']);
    expect(after(check).running).not.toContain('acceptorDesk');
  });

  it('is handed on by its officer or by the head, and the officer is told', () => {
    const story = after(check, give('first', 'second'));
    expect(deskOf(story).acceptor).toBe('second');
    expect(story.last.letters).toEqual(['givenToAcceptor']);
    expect(story.accepts(give('first', 'third'))).toBe(false);
    expect(deskOf(story.play(give('head', 'third', 'acceptorHead'))).acceptor).toBe('third');
  });

  it('is taken once, and given back by its officer, by the head or by the administration', () => {
    const story = after(take('first'));
    expect(story.accepts(take('second'))).toBe(false);
    expect(story.accepts(release('second'))).toBe(false);
    for (const by of ['acceptorHead', 'admin'] as const) {
      expect(story.accepts(act('assignment.release', { by }))).toBe(true);
    }
    expect(deskOf(story.play(release('first'))).acceptor).toBeNull();
    expect(story.last.armed).toEqual(['acceptorDesk']);
    expect(story.accepts(take('second'))).toBe(true);
  });

  it('has two sides, and another unit begins without an officer', () => {
    const story = after(
      act('complaint.accept', { account: 'first' }),
      act('referral.send', { account: 'first', payload: { unitId: unit } }),
      act('referral.sign', { account: 'clerk' }),
    );
    expect(deskOf(story)).toEqual({ acceptor: 'first', handler: 'clerk' });
    expect(story.running).not.toContain('handlerDesk');
    story.play(
      act('referral.return', { account: 'clerk' }),
      act('referral.send', { account: 'first', payload: { unitId: elsewhere } }),
    );
    expect(deskOf(story)).toEqual({ acceptor: 'first', handler: null });
    expect(story.last.armed).toContain('handlerDesk');
    expect(after(...referred, lapse('handlerDesk')).last.letters).toEqual([
      'unassignedToHandlerHead',
    ]);
  });

  it('is no affair of a unit that only helps', () => {
    const helping = act('assignment.take', { by: 'handler', unitId: elsewhere });
    expect(after(...referred).accepts(helping)).toBe(false);
    expect(after(...referred).accepts(act('assignment.take', { by: 'handler' }))).toBe(true);
  });
});

const referred = [
  act('complaint.accept'),
  act('referral.send', { payload: { unitId: unit, coUnitIds: [elsewhere] } }),
];

describe('who may be given a case', () => {
  const officer = { id: 'x', name: '某人', role: 'acceptor', unitId: unit };
  const rulesOf = (found: object | null) =>
    refuseAssignee({
      actor: { role: 'acceptorHead', accountId: 'head', unitId: unit, name: '' },
      context: { unitId: null },
      facts: { officer: found },
    } as never).map(({ rule }) => rule);

  it.each<[string, object | null, readonly string[]]>([
    ['an officer of the unit', officer, []],
    ['its head', { ...officer, role: 'acceptorHead' }, []],
    ['an officer of another unit', { ...officer, unitId: elsewhere }, ['officerOfUnit']],
    ['an officer of another kind', { ...officer, role: 'auditor' }, ['officerOfUnit']],
    ['nobody', null, ['officerOfUnit']],
  ])('%s', (_, found, rules) => {
    expect(rulesOf(found)).toEqual(rules);
  });
});
