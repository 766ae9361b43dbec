import { describe, expect, it } from '@jest/globals';
import { unitFacts } from '../../test/support/unit-facts.js';
import type { EventFacts, UnitFacts } from '../../src/definition/index.js';
import { atFiling, handAgain, refuseHastyResult, refuseReferral, referTo } from './handling.js';

const lead = unitFacts({ id: 'lead', name: '市投资促进局' });
const helper: UnitFacts = { ...lead, id: 'helper', name: '市财政局' };
const third: UnitFacts = { ...lead, id: 'third', name: '市自然资源局' };
const respondents: UnitFacts = { ...lead, id: 'respondents', belongsToRespondent: true };
const alike: UnitFacts = { ...lead, id: 'alike', likeRespondent: '市投资促进局' };
const others: UnitFacts = { ...lead, id: 'others', handles: ['arrears'] };

const units = new Map(
  [lead, helper, third, respondents, alike, others].map((unit) => [unit.id, unit]),
);
const unit = (id: string) => units.get(id) ?? null;

/** What a referral breaks, `path rule`, with the facts that the directory would find. */
function rulesOf(
  unitId: string,
  coUnitIds?: readonly string[],
  withUnit: string | null = null,
  more: object = {},
) {
  const facts: EventFacts = {
    unit: unit(unitId),
    ...(coUnitIds && { coUnits: coUnitIds.map(unit) }),
  };
  const payload = { unitId, ...(coUnitIds && { coUnitIds }), ...more };
  const context = { ...atFiling, unitId: withUnit };
  return refuseReferral('promise')({ payload, context, facts } as never).map(
    ({ path, rule }) => `${path} ${rule}`,
  );
}

describe('a referral', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['to a lead alone', ['lead'], []],
    ['to nobody', ['nobody'], ['payload.unitId unitExists']],
    ['to a unit of another kind', ['others'], ['payload.unitId unitCompetent']],
    ["to the respondent's own unit", ['respondents'], ['payload.unitId unitNotRespondents']],
    [
      "to a unit that the respondent's name is like",
      ['alike'],
      ['payload.unitId unitLikeRespondent'],
    ],
    [
      'with such a unit as a helper',
      ['lead', 'alike'],
      ['payload.coUnitIds[0] unitLikeRespondent'],
    ],
    ['with units that help', ['lead', 'helper', 'third'], []],
    ['with the lead as its own helper', ['lead', 'lead'], ['payload.coUnitIds[0] unitNamedOnce']],
    [
      'with a helper named twice',
      ['lead', 'helper', 'helper'],
      ['payload.coUnitIds[1] unitNamedOnce'],
    ],
    [
      'with a helper that does not exist',
      ['lead', 'helper', 'nobody'],
      ['payload.coUnitIds[1] unitExists'],
    ],
    ['with a helper of another kind', ['lead', 'others'], ['payload.coUnitIds[0] unitCompetent']],
    [
      "with the respondent's own as a helper",
      ['lead', 'respondents', 'helper'],
      ['payload.coUnitIds[0] unitNotRespondents'],
    ],
    [
      'wrong in both',
      ['nobody', 'others'],
      ['payload.unitId unitExists', 'payload.coUnitIds[0] unitCompetent'],
    ],
  ])('%s', (_, [unitId = '', ...coUnitIds], rules) => {
    expect(rulesOf(unitId, coUnitIds)).toEqual(rules);
  });

  it('goes to a unit that the name is like once it is said why that is another', () => {
    const why = { notTheRespondent: '被投诉的是同名企业，统一社会信用代码不同。' };
    expect(rulesOf('alike', ['helper'], null, why)).toEqual([]);
    expect(rulesOf('lead', ['alike'], null, why)).toEqual([]);
    expect(rulesOf('respondents', [], null, why)).toEqual(['payload.unitId unitNotRespondents']);
  });

  it('changes the unit, and may make the one before a helper', () => {
    expect(rulesOf('lead', [], 'lead')).toEqual(['payload.unitId unitChanges']);
    expect(rulesOf('helper', ['lead'], 'lead')).toEqual([]);
  });

  it('gives each helper a task, and ends the tasks of the referral before', () => {
    const first = {
      ...atFiling,
      ...referTo(atFiling, { unitId: 'lead', coUnitIds: ['helper'] }, '2026-03-02'),
    };
    expect(first.cooperation).toEqual([{ unitId: 'helper', answer: null }]);
    const second = referTo(first, { unitId: 'third' }, '2026-03-05');
    expect(second).toMatchObject({ coUnitIds: [], cooperation: [] });
    expect(handAgain(first, '2026-05-06')).toMatchObject({ coUnitIds: [], cooperation: [] });
  });
});

describe('a result', () => {
  const task = (unitId: string, answer: string | null) => ({ unitId, answer });
  const rules = (cooperation: readonly object[], payload: object = {}) =>
    refuseHastyResult({ payload, context: { ...atFiling, cooperation } } as never).map(
      ({ path, rule }) => `${path} ${rule}`,
    );

  it('waits for the units that help, or says why it does not', () => {
    const awaited = [task('helper', '无障碍。'), task('third', null)];
    expect(rules([])).toEqual([]);
    expect(rules([task('helper', '无障碍。')])).toEqual([]);
    expect(rules(awaited)).toEqual(['payload.withoutCoUnits waitsForCoUnits']);
    expect(rules(awaited, { withoutCoUnits: '逾期未反馈。' })).toEqual([]);
  });
});
