import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import {
  act,
  chartRows,
  ChartStory,
  lapse,
  type Happening,
} from '../../test/support/chart-story.js';
import { opening } from '../../test/support/measure-openings.js';
import type { MeasureContext } from './measure.context.js';
import { measureEvents } from './measure.events.js';
import { measureTypes } from './measure.table.js';
import { measureNames } from './measure.types.js';
import { measureV1 } from './measure.workflow.js';

const credit = { by: 'creditOfficer' } as const;
const notify = act('hearing.notify', credit);
const defend = act('defence.submit');
const record = act('defence.record', credit);
const approve = act('measure.approve', credit);

const pasts: Readonly<Record<string, readonly Happening[]>> = {
  unheard: [],
  notified: [notify],
  proposed: [notify, defend],
  silent: [notify, lapse('defence')],
};
const special: Readonly<Record<string, Happening>> = {
  notifies: notify,
  'records it': record,
  approves: approve,
  rejects: act('measure.reject', credit),
  'finds the respondent': act('serviceAddress.confirm', {
    ...credit,
    payload: { email: 'other@respondent.example' },
  }),
};

const rows = chartRows(`
is told beforehand    | unheard           | notifies            | notified          | hearingNotified             | +defence -priorNotice
is told late          | unheard           | ⏱ priorNotice       | unheard           | urging(priorNotice)         |
defends itself        | notified          | defence.submit      | proposed          | defended proposed           | +decision -defence
defends on paper      | notified          | records it          | proposed          | proposed                    | +decision -defence
says nothing          | notified          | ⏱ defence           | proposed          | proposed                    | +decision
is found elsewhere    | notified          | finds the respondent | notified         | hearingNotified             | +defence -defence
is not decided on yet | notified          | rejects             | rejected / ended  | notApproved                 | -defence
is late and heard     | proposed (silent) | defence.submit      | proposed          | defended                    |
is decided on         | proposed          | approves            | approved          | approved                    | +issuing -decision
`);

const story = (...past: readonly Happening[]) =>
  new ChartStory(measureV1, opening('publication', 'creditOfficer')).play(...past);

describe('a sanction', () => {
  it.each(rows)(
    '$row: $from → $state',
    ({ from, given, now, state, letters, armed, cancelled }) => {
      const told = story(...(pasts[given] ?? []));
      expect(told.last.state).toBe(from);
      const happening = now.startsWith('⏱') ? lapse(now.slice(2)) : (special[now] ?? act(now));
      const { last } = told.play(happening);
      expect({ ...last, letters: last.letters.toSorted() }).toMatchObject({
        state,
        letters: letters.toSorted(),
        armed,
        cancelled,
      });
    },
  );

  it.each<[string, readonly Happening[]]>([
    ['before it was told', []],
    ['before it was heard', [notify]],
  ])('is not decided on %s', (_, past) => {
    expect(story(...past).accepts(approve)).toBe(false);
  });

  it('is not issued unheard, though it was approved before hearings were known', () => {
    const told = story(notify, defend, approve);
    Object.assign(told.context, { hearing: undefined });
    expect(told.accepts(act('measure.issue', credit))).toBe(false);
    expect(told.play(notify).last.state).toBe('notified');
  });

  it('remembers what was said, by whom nobody knows', () => {
    const { hearing } = story(notify, defend).context as MeasureContext;
    expect(hearing).toMatchObject({ over: true, defence: { identityVerified: false } });
    const waived = act('defence.record', { ...credit, payload: { way: 'waived' } });
    expect((story(notify, waived).context as MeasureContext).hearing?.defence).toBeNull();
  });
});

describe('which measures are heard', () => {
  // 国办发〔2020〕49号 (recalled): before a record; and before what follows from it, or weighs as much.
  it('are a record, its publication, restrictions and a deduction', () => {
    expect(measureNames.filter((name) => measureTypes[name].heard)).toEqual([
      'assessmentDeduction',
      'dishonestyRecord',
      'publication',
      'restriction',
    ]);
  });

  it.each<[string, object, object, readonly string[]]>([
    ['publication', { over: true, defence: null }, {}, ['defenceConsidered']],
    ['publication', { over: true, defence: null }, { considered: '未陈述。' }, []],
    ['restriction', { over: true, defence: {} }, {}, ['defenceConsidered']],
    ['inquiry', {}, { considered: '…' }, ['fieldOfType']],
    ['inquiry', {}, {}, []],
  ])('say in the decision how the defence was considered: %s', (type, hearing, payload, rules) => {
    const { refuse } = measureEvents['measure.approve'];
    const broken = refuse?.({ payload, context: { type, hearing } } as never) ?? [];
    expect(broken.map(({ rule }) => rule)).toEqual(rules);
  });

  it('are told at a confirmed address, or on paper on the day', () => {
    const { refuse } = measureEvents['hearing.notify'];
    const rulesOf = (payload: object, serviceAddress: object | null) =>
      refuse?.({ payload, context: { serviceAddress }, on: '2026-03-02' } as never).map(
        ({ rule }) => rule,
      );
    expect(rulesOf({}, null)).toEqual(['addressConfirmed']);
    expect(rulesOf({}, { email: 'office@respondent.example' })).toEqual([]);
    expect(rulesOf({ service: { way: 'inPerson', servedOn: '2026-03-02' } }, null)).toEqual([]);
    expect(rulesOf({ service: { way: 'inPerson', servedOn: '2026-03-03' } }, null)).toEqual([
      'servedOnLawfulDay',
    ]);
  });
});
