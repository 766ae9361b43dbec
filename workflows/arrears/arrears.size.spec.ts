import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { unitFacts } from '../../test/support/unit-facts.js';
import {
  act,
  chartRows,
  ChartStory,
  lapse,
  type Happening,
} from '../../test/support/chart-story.js';
import type { UnitFacts } from '../../src/definition/index.js';
import type { ArrearsContext } from './arrears.context.js';
import { arrearsEvents } from './arrears.events.js';
import { arrearsFiling } from './arrears.filing.js';
import { arrearsInput } from './arrears.context.js';
import { arrearsV1 } from './arrears.workflow.js';
import { references } from '../../test/support/references.js';

const handlingUnit = '0190a6e0-0000-7000-8000-00000000000a';
const smeUnit = '0190a6e0-0000-7000-8000-000000000005';

const dispute = (party: string, by?: 'handler') =>
  act('size.dispute', { payload: { party, unitId: smeUnit }, ...(by && { by }) });
const decide = (size: string) => act('size.decide', { unitId: smeUnit, payload: { size } });
const handling = [
  act('complaint.accept'),
  act('referral.send', { payload: { unitId: handlingUnit } }),
  act('referral.sign'),
];

const pasts: Readonly<Record<string, readonly Happening[]>> = {
  submitted: [],
  handling,
  accepted: handling.slice(0, 1),
  later: [...handling, dispute('respondent', 'handler')],
};
const special: Readonly<Record<string, Happening>> = {
  'doubts the respondent': dispute('respondent'),
  'doubts it in handling': dispute('respondent', 'handler'),
  'finds it large': decide('large'),
  'finds it small': decide('small'),
};

const told = 'sizeDecidedToRespondent sizeDecided sizeDecidedToAcceptor sizeDecidedToHandler';
const rows = chartRows(`
29(2) before acceptance        | submitted        | doubts the respondent | sizeDisputed     | sizeDisputed sizeDisputedToEnterprise | +sizeOpinion -acceptorDesk
29(2) after acceptance         | accepted         | doubts the respondent | accepted         | sizeDisputedLater sizeDisputedToRespondent sizeDisputedLaterToEnterprise | +sizeDetermination
29(2) in handling              | handling         | doubts it in handling | handling         | sizeDisputedLater sizeDisputedToRespondent sizeDisputedLaterToEnterprise | +sizeDetermination
29(2) the department finds     | handling (later) | finds it large        | handling         | ${told} | -sizeDetermination
29(2) the department is late   | handling (later) | ⏱ sizeDetermination   | handling         | urging(sizeDetermination) urgingToHead(sizeDetermination) |
29(2) finds an SME             | handling (later) | finds it small        | handling         | ${told} | -sizeDetermination
`);

const after = (...happenings: readonly Happening[]) =>
  new ChartStory(arrearsV1).play(...happenings);
const memoryOf = (story: ChartStory): ArrearsContext => story.context;

describe('a doubt about size', () => {
  it.each(rows)(
    '$row: $from → $state',
    ({ from, given, now, state, letters, armed, cancelled }) => {
      const story = after(...(pasts[given] ?? []));
      expect(story.last.state).toBe(from);
      const happening = now.startsWith('⏱') ? lapse(now.slice(2)) : (special[now] ?? act(now));
      expect(story.play(happening).last).toMatchObject({ state, letters, armed, cancelled });
    },
  );

  it.each<[string, readonly Happening[], Happening, boolean]>([
    ['a result waits for it', pasts['later'] ?? [], act('result.submit'), false],
    [
      'a respondent found large is complained of',
      [...(pasts['later'] ?? []), decide('large')],
      act('result.submit'),
      true,
    ],
    [
      'one found small is not',
      [...(pasts['later'] ?? []), decide('small')],
      act('result.submit'),
      false,
    ],
    [
      'a complaint against one found small is not accepted',
      [dispute('respondent'), decide('micro')],
      act('complaint.accept'),
      false,
    ],
    [
      'after the result it is too late',
      [...handling, act('result.submit')],
      dispute('respondent', 'handler'),
      false,
    ],
    [
      'each side is asked about once',
      [dispute('respondent'), decide('large'), dispute('complainant'), decide('small')],
      dispute('complainant'),
      false,
    ],
    [
      'the other side may still be asked about',
      [dispute('respondent'), decide('large')],
      dispute('complainant'),
      true,
    ],
  ])('%s', (_, past, happening, open) => {
    expect(after(...past).accepts(happening)).toBe(open);
  });

  it('makes the unit one that helps until it has answered', () => {
    const story = after(...(pasts['later'] ?? []));
    expect(memoryOf(story).coUnitIds).toEqual([smeUnit]);
    expect(memoryOf(story.play(decide('large')))).toMatchObject({
      coUnitIds: [],
      size: null,
      respondentSize: { unitId: smeUnit, decided: 'large' },
    });
  });

  it('goes with the case to another unit', () => {
    const asked = after(...handling.slice(0, 2), dispute('complainant'));
    const moved = asked.play(
      act('referral.return'),
      act('referral.send', { payload: { unitId: '0190a6e0-0000-7000-8000-00000000000b' } }),
    );
    expect(memoryOf(moved).coUnitIds).toEqual([smeUnit]);
    expect(moved.running).toContain('sizeDetermination');
  });

  it('leaves no clock behind when the case ends', () => {
    expect(after(...(pasts['later'] ?? []), act('complaint.withdraw')).running).toEqual([]);
  });
});

describe('where a size is determined (Article 29(2))', () => {
  const unit = unitFacts({
    id: smeUnit,
    handles: ['arrears'],
    isAtEnterprise: false,
    isAtRespondent: false,
    capacities: ['smeDepartment'],
  });

  it.each<[string, string, Partial<UnitFacts> | null, readonly string[]]>([
    ['complainant', 'largeEnterprise', { isAtEnterprise: true }, []],
    // A complainant of another province, or of an unknown place: the department of the region.
    ['complainant', 'largeEnterprise', { standsInAtEnterprise: true }, []],
    ['complainant', 'largeEnterprise', {}, ['unitAtComplainant']],
    [
      'complainant',
      'largeEnterprise',
      { standsInAtEnterprise: true, capacities: [] },
      ['unitCompetent'],
    ],
    [
      'complainant',
      'stateOwnedEnterprise',
      { standsInAtEnterprise: true, belongsToRespondent: true },
      ['unitNotRespondents'],
    ],
    // 29(2) has the respondent at its place; a complaint against one elsewhere is not accepted (25(1)).
    ['respondent', 'largeEnterprise', { standsInAtEnterprise: true }, ['unitAtRespondent']],
    ['respondent', 'largeEnterprise', { isAtRespondent: true }, []],
    ['respondent', 'stateOwnedEnterprise', { isAtRespondent: true }, []],
    ['complainant', 'largeEnterprise', { isAtRespondent: true }, ['unitAtComplainant']],
    ['respondent', 'largeEnterprise', { isAtEnterprise: true }, ['unitAtRespondent']],
    ['respondent', 'government', { isAtRespondent: true }, ['enterpriseRespondent']],
    ['complainant', 'government', { isAtEnterprise: true }, []],
    [
      'complainant',
      'government',
      { isStaffed: true, isAtEnterprise: true, capacities: [] },
      ['unitCompetent'],
    ],
    [
      'respondent',
      'stateOwnedEnterprise',
      { isAtRespondent: true, belongsToRespondent: true },
      ['unitNotRespondents'],
    ],
    ['complainant', 'government', null, ['unitExists']],
  ])('of the %s, against a %s', (party, respondentType, facts, rules) => {
    const { refuse } = arrearsEvents['size.dispute'];
    const broken = refuse?.({
      payload: { party, unitId: smeUnit, reason: '…' },
      context: { ...(after().context as object), respondentType },
      facts: { unit: facts && { ...unit, ...facts } },
    } as never);
    expect(broken?.map(({ rule }) => rule)).toEqual(rules);
  });
});

describe('figures of the respondent in the filing', () => {
  const small = { industry: 'industry', staff: 200, revenue: 1_000, assets: 500 };
  const filing = (type: string) => ({
    ...arrearsFiling.example,
    respondent: { ...arrearsFiling.example.respondent, type },
    sizeAtContract: { respondent: small },
  });
  const opened = (type: string) => {
    const input = { filing: filing(type), on: '2026-06-02', openAgainstRespondent: 0 };
    return arrearsInput({ ...input, ...references } as never);
  };

  it.each([
    ['largeEnterprise', true],
    ['stateOwnedEnterprise', true],
    ['government', false],
  ])('of a %s are a doubt, not a refusal: %s', (type, doubted) => {
    expect(opened(type)).toMatchObject({ respondentSizeDoubted: doubted });
    const input = { filing: filing(type), on: '2026-06-02', ...references };
    expect(arrearsFiling.refuse?.(input as never)).toEqual([]);
  });

  it('are determined before the complaint is accepted', () => {
    const story = after();
    Object.assign(story.context, { respondentSizeDoubted: true });
    expect(story.accepts(act('complaint.accept'))).toBe(false);
    story.play(dispute('respondent'), decide('large'));
    expect(story.accepts(act('complaint.accept'))).toBe(true);
  });
});

describe('an end for its size', () => {
  it.each<[string, object, readonly string[]]>([
    ['notSme', { size: { unitId: smeUnit, decided: 'large' } }, []],
    ['notSme', { size: { unitId: smeUnit, decided: 'small' } }, ['sizeDetermined']],
    ['notSme', {}, ['sizeDetermined']],
    ['notLargeEnterprise', { respondentSize: { unitId: smeUnit, decided: 'micro' } }, []],
    [
      'notLargeEnterprise',
      { respondentSize: { unitId: smeUnit, decided: 'large' } },
      ['sizeDetermined'],
    ],
  ])('%s rests on what was determined', (groundCode, more, rules) => {
    const broken = arrearsEvents['complaint.terminate'].refuse?.({
      payload: { groundCode, note: '…' },
      context: { ...(after().context as object), ...more },
      on: '2026-03-02',
    } as never);
    expect(broken?.map(({ rule }) => rule)).toEqual(rules);
  });
});
