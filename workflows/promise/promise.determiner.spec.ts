import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { unitFacts } from '../../test/support/unit-facts.js';
import { act, ChartStory, type Happening } from '../../test/support/chart-story.js';
import type { UnitFacts } from '../../src/definition/index.js';
import type { PromiseContext } from './promise.context.js';
import { promiseEvents } from './promise.events.js';
import { promiseV1 } from './promise.workflow.js';

const handling = '0190a6e0-0000-7000-8000-00000000000a';
const above = '0190a6e0-0000-7000-8000-00000000000b';
const another = '0190a6e0-0000-7000-8000-00000000000c';

const accept = act('complaint.accept');
const refer = act('referral.send', { payload: { unitId: handling } });
const name = (unitId = above) => act('determiner.name', { payload: { unitId } });
const answered: readonly Happening[] = [
  accept,
  refer,
  act('referral.sign'),
  act('result.submit'),
  act('reply.send'),
];
const order = (unitId: string) => act('rectification.order', { by: 'handlerHead', unitId });

const story = (...past: readonly Happening[]) => new ChartStory(promiseV1).play(...past);
const memoryOf = (told: ChartStory): PromiseContext => told.context;

describe('the body that determines a broken promise (发改财金〔2023〕1103号)', () => {
  it('is named once the complaint is accepted, sees the case, and is told', () => {
    expect(story().accepts(name())).toBe(false);
    const told = story(accept, name());
    expect(told.last.letters).toEqual(['determinerNamed', 'determinerNamedToEnterprise']);
    expect(memoryOf(told)).toMatchObject({
      determiner: { unitId: above, as: 'superior' },
      coUnitIds: [above],
    });
  });

  it.each<[string, readonly Happening[]]>([
    ['a referral', [accept, name(), refer]],
    ['a re-examination', [...answered, name(), act('objection.file'), act('reexamination.decide')]],
  ])('keeps it through %s', (_, past) => {
    expect(memoryOf(story(...past)).coUnitIds).toContain(above);
  });

  it('gives it up to another one', () => {
    expect(memoryOf(story(accept, name(), name(another))).coUnitIds).toEqual([another]);
  });

  it('orders, and says whether it was done; another unit does not', () => {
    const told = story(...answered, name());
    expect(told.accepts(order(above))).toBe(true);
    expect(told.accepts(order(handling))).toBe(false);
    expect(told.accepts(order(another))).toBe(false);
    expect(told.accepts(act('rectification.order', { by: 'supervisor' }))).toBe(true);
    const done = told.play(order(above), act('rectification.fulfil'));
    expect(done.last.letters).toContain('rectificationFulfilledToDeterminer');
    const confirm = (unitId: string) => act('rectification.confirm', { by: 'handlerHead', unitId });
    expect(done.accepts(confirm(above))).toBe(true);
    expect(done.accepts(confirm(handling))).toBe(false);
    expect(done.accepts(act('rectification.confirm', { by: 'enterprise' }))).toBe(true);
  });

  it('does without where none is named', () => {
    expect(story(...answered).accepts(order(above))).toBe(false);
    expect(story(...answered).accepts(act('rectification.order'))).toBe(true);
  });
});

describe('who may determine', () => {
  const unit = unitFacts({ id: above, isAboveRespondent: true });
  it.each<[string, Partial<UnitFacts> | null, readonly string[]]>([
    ['superior', {}, []],
    ['superior', { isAboveRespondent: false }, ['unitAbove']],
    ['competent', { isAboveRespondent: false }, []],
    ['competent', { belongsToRespondent: true }, ['unitNotRespondents']],
    ['competent', { handles: ['arrears'] }, ['unitCompetent']],
    ['competent', null, ['unitExists']],
  ])('as %s: %j → %j', (as, facts, rules) => {
    const broken = promiseEvents['determiner.name'].refuse?.({
      payload: { unitId: above, as, reason: '…' },
      context: story().context,
      facts: { unit: facts && { ...unit, ...facts } },
    } as never);
    expect(broken?.map(({ rule }) => rule)).toEqual(rules);
  });
});
