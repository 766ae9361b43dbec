import { describe, expect, it } from '@jest/globals';
import type { Actor, ApartFrom, CaseContext, WorkflowDefinition } from '../definition/index.js';
import { handsAfter, separatedBy } from './duties.js';

const actor = (accountId: string | null, onBehalfOf?: string): Actor => ({
  role: 'acceptorHead',
  accountId,
  unitId: null,
  name: '',
  ...(onBehalfOf !== undefined && { onBehalfOf }),
});
const label = { zh: '另行指定人员。', en: 'Somebody else.' };
const basis = { instrument: label, mark: 'policy' } as const;
const fromReply: ApartFrom = { act: 'reply.send', why: label, basis };
const decide = { by: ['acceptorHead'], label, example: {}, payload: Object } as const;
const workflow = {
  events: { 'reply.send': decide, decide: { ...decide, apartFrom: [fromReply] } },
} as unknown as WorkflowDefinition;
const context = { unitId: null } as CaseContext;

const mayDecide = (before: readonly Actor[], decidedBy: Actor, apart = fromReply) => {
  const hands = before.reduce(
    (now, by) => handsAfter(workflow, now, { type: 'reply.send', actor: by }),
    {},
  );
  return separatedBy({ apartFrom: [apart] }, decidedBy, hands, context) === null;
};

describe('an act that is kept apart from another one', () => {
  it.each<[string, Actor, Actor, boolean]>([
    ['is done by another officer', actor('a'), actor('b'), true],
    ['not by the same', actor('a'), actor('a'), false],
    ['not by a deputy of the same', actor('a'), actor('b', 'a'), false],
    ['not by the same as a deputy', actor('a'), actor('a', 'b'), false],
    ['not by the deputy who did the other', actor('a', 'c'), actor('a'), false],
    ['not by whom a deputy did the other for', actor('a', 'c'), actor('c'), false],
    ['is done by another deputy of another officer', actor('a', 'c'), actor('b', 'd'), true],
    ['is done by anybody after the product', actor(null), actor('a'), true],
  ])('%s', (_, before, by, allowed) => {
    expect(mayDecide([before], by)).toBe(allowed);
  });

  it('looks at the last time that the other was done', () => {
    expect(mayDecide([actor('a'), actor('b')], actor('a'))).toBe(true);
    expect(mayDecide([actor('a'), actor('b')], actor('b'))).toBe(false);
    expect(mayDecide([], actor('a'))).toBe(true);
  });

  it('is kept apart where its condition holds, and not elsewhere', () => {
    const where = (holds: boolean): ApartFrom => ({
      ...fromReply,
      where: { label, holds: () => holds },
    });
    expect(mayDecide([actor('a')], actor('a'), where(true))).toBe(false);
    expect(mayDecide([actor('a')], actor('a'), where(false))).toBe(true);
  });

  it('is remembered of acts that others look at, and of no more', () => {
    const hands = handsAfter(workflow, {}, { type: 'decide', actor: actor('a') });
    expect(hands).toEqual({});
    const after = handsAfter(workflow, hands, { type: 'reply.send', actor: actor('a', 'c') });
    expect(after).toEqual({ 'reply.send': ['a', 'c'] });
  });
});
