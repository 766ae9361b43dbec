import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { unitFacts } from '../test/support/unit-facts.js';
import type { EventFacts, UnitFacts } from '../src/definition/index.js';
import { shapeOf } from '../src/definition/declared-shape.js';
import { atFiling } from './acts/handling.js';
import { workflows } from './index.js';

/** Fields by which an act gives a case to somebody, and the rules that keep it from the respondent. */
const givesTo: Readonly<Record<string, readonly [own: string | null, alike: string]>> = {
  unitId: ['unitNotRespondents', 'unitLikeRespondent'],
  coUnitIds: ['unitNotRespondents', 'unitLikeRespondent'],
  authority: [null, 'authorityLikeRespondent'],
};

const acts = workflows.flatMap(({ key, events }) =>
  Object.entries(events).flatMap(([type, definition]) =>
    [...shapeOf(definition.payload).keys()]
      .filter((field) => field in givesTo)
      .map((field) => ({ key, type, field, definition })),
  ),
);

const unit = unitFacts({
  name: '南宁市财政局',
  handles: workflows.map(({ key }) => key),
  isAboveRespondent: true,
  capacities: ['smeDepartment'],
});
const own: UnitFacts = { ...unit, belongsToRespondent: true };
const alike: UnitFacts = { ...unit, likeRespondent: '南宁市财政局' };

describe('an act that gives a case to somebody', () => {
  it('is one of these', () => {
    expect(acts.map(({ key, type, field }) => `${key} ${type} ${field}`)).toEqual(
      expect.arrayContaining([
        'promise referral.send unitId',
        'promise referral.send coUnitIds',
        'arrears referral.send unitId',
        'arrears referral.send coUnitIds',
        'arrears size.dispute unitId',
        'retaliation retaliation.refer authority',
      ]),
    );
  });

  it.each(acts)('$key $type: never by $field to the respondent', ({ definition, field }) => {
    const rules = (named: UnitFacts, more: object = {}) => {
      const facts: EventFacts = {
        unit: field === 'unitId' ? named : { ...unit, id: 'another' },
        coUnits: field === 'coUnitIds' ? [named] : [],
        authorityLikeRespondent: named.likeRespondent !== null,
      };
      const payload = {
        ...definition.example,
        unitId: 'another',
        coUnitIds: field === 'coUnitIds' ? ['u'] : [],
        ...more,
      };
      const found = definition.refuse?.({ payload, context: atFiling, facts } as never) ?? [];
      return found.map(({ rule }) => rule);
    };
    const [ruleOfOwn, ruleOfAlike] = givesTo[field] ?? [];
    const why = { notTheRespondent: '被投诉的是另一单位。' };
    expect(rules(unit)).toEqual([]);
    expect(rules(alike)).toEqual([ruleOfAlike]);
    expect(rules(alike, why)).toEqual([]);
    if (ruleOfOwn !== null) expect(rules(own, why)).toEqual([ruleOfOwn]);
    expect(definition.shownToEnterprise).toContain('notTheRespondent');
  });
});
