import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { opening, unitId } from '../../test/support/measure-openings.js';
import type { Proposing } from './measure.preconditions.js';
import { measureFiling } from './measure.proposal.js';
import { forbidden, lawfulRoute } from './measure.rules.js';
import type { MeasureName } from './measure.types.js';
import { violationCodes, violations, type ViolationCode } from './measure.violations.js';

interface Asked {
  readonly by: string;
  readonly type: MeasureName;
  readonly target?: string;
  readonly about?: 'promise' | 'arrears';
  readonly more?: object;
  readonly sme?: boolean;
  readonly isAbove?: boolean;
  readonly earlier?: readonly { readonly type: MeasureName; readonly state: string }[];
  readonly context?: object;
  readonly on?: string;
}

function asking({
  by,
  type,
  target = 'government',
  about = 'arrears',
  more = {},
  sme = false,
  isAbove = false,
  earlier = [],
  context = {},
  on = '2026-03-02',
}: Asked): Proposing {
  const opened = opening(type, 'handler');
  const [subject] = opened.subjects;
  if (!subject) throw new Error('There is no subject.');
  const respondent = { ...subject.filing.respondent, type: target };
  const complaint = {
    ...subject,
    kind: about,
    filing: { ...subject.filing, respondent },
    context: { ...subject.context, ...context },
    about: earlier.map((each) => ({
      ...subject.about[0],
      kind: 'measure',
      state: each.state,
      filing: { type: each.type, caseIds: ['c'] },
      context: {
        interview: { attendance: [{}] },
        publication: { from: '2026-01-01', until: '2026-06-30' },
      },
    })),
  };
  return {
    filing: { type, caseIds: ['c'], ...more },
    on,
    subjects: [complaint],
    proposer: {
      role: by,
      unitId,
      capacities: sme ? ['smeDepartment'] : [],
      isAboveRespondent: isAbove,
    },
  } as unknown as Proposing;
}

/** What stands against it, or the article that it rests on. */
function lawOf(asked: Asked): string {
  const input = asking(asked);
  const [first] = forbidden(input);
  if (first) return `no: ${first.rule}`;
  const { basis } = lawfulRoute(input);
  return `${basis.mark} ${basis.article ?? basis.instrument.zh.slice(0, 12)}`;
}

const serious = { seriousBecause: '数额巨大' };
const authority = { authority: { name: '某市某局' }, poorWork: ['slowWork'] };
const refusedNotice = [{ type: 'supervisionNotice', state: 'refused' }] as const;
const refusedOrder = [{ type: 'rectificationOrder', state: 'refused' }] as const;
const recorded = [{ type: 'dishonestyRecord', state: 'served' }] as const;
const published = [...recorded, { type: 'publication', state: 'served' }] as const;
const ofDeterminer = { determiner: { unitId, as: 'superior', since: '2026-03-01' } };
const determination = {
  determination: {
    authority: '某厅',
    documentNumber: '1号',
    determinedOn: '2026-03-01',
    ground: 'institutionalChange',
  },
};
const correction = { correction: { confirmedOn: '2026-03-01', summary: '已付清' } };
const application = { application: { appliedOn: '2026-03-01', committed: true } };

describe('powers of the SME department (Article 23(2))', () => {
  it.each<[Asked, string]>([
    // 23(2): county level and above, at once.
    [{ by: 'handler', type: 'inquiry', sme: true }, 'law 23(2)'],
    [{ by: 'handler', type: 'interview', sme: true }, 'law 23(2)'],
    [{ by: 'handler', type: 'circular', sme: true, more: serious }, 'law 23(2)'],
    [{ by: 'handler', type: 'circular', sme: true }, 'no: supervisionRefused'],
    // 25(3): whoever else handles the complaint.
    [{ by: 'handler', type: 'inquiry' }, 'no: smeDepartment'],
    [{ by: 'handler', type: 'interview' }, 'no: supervisionRefused'],
    [{ by: 'handler', type: 'interview', earlier: refusedNotice }, 'law 25(3)'],
    [{ by: 'handler', type: 'circular', earlier: refusedNotice }, 'law 25(3)'],
    // The department of the province that accepts complaints (24).
    [{ by: 'acceptor', type: 'interview' }, 'law 23(2)'],
    [{ by: 'acceptor', type: 'supervisionNotice', more: serious }, 'law 23(2)'],
    [{ by: 'acceptor', type: 'supervisionNotice' }, 'no: serious'],
  ])('%j → %s', (asked, law) => {
    expect(lawOf(asked)).toBe(law);
  });
});

describe('supervision of authorities that work badly (Article 23(1), 35)', () => {
  it.each<[Asked, string]>([
    [{ by: 'supervisor', type: 'authorityInterview', more: authority }, 'law 23(1)'],
    [{ by: 'supervisor', type: 'authorityInterview' }, 'no: worksBadly'],
    [{ by: 'acceptor', type: 'authorityInterview', more: authority }, 'no: role'],
    // The debtor is another matter: 21.
    [{ by: 'supervisor', type: 'interview' }, 'law 21'],
    [{ by: 'supervisor', type: 'interview', target: 'largeEnterprise' }, 'law 21'],
    // 35: whoever neglects its duties, no refused order.
    [
      {
        by: 'supervisor',
        type: 'disciplineReferral',
        more: { ground: 'abuse', ...{ authority: { name: '某市某局' } } },
      },
      'law 35',
    ],
  ])('%j → %s', (asked, law) => {
    expect(lawOf(asked)).toBe(law);
  });

  it('is against the authority, not against the debtor, and not sent to it', () => {
    const input = asking({ by: 'supervisor', type: 'authorityInterview', more: authority });
    const { filing } = measureFiling.about?.complete(input as never) ?? {};
    expect(filing?.respondent).toMatchObject({ name: '某市某局', type: 'government' });
  });
});

describe('conditions of Articles 31 to 35 and of Article 73', () => {
  const discipline = (ground: string, more: object = {}) => ({ ground, ...more });
  it.each<[Asked, string]>([
    // 31: ordered, refused, then discipline.
    [{ by: 'supervisor', type: 'rectificationOrder' }, 'law 31'],
    // 31: the body above the respondent orders, by its head; no refused notice is needed.
    [{ by: 'handlerHead', type: 'rectificationOrder', isAbove: true }, 'law 31'],
    [
      {
        by: 'handlerHead',
        type: 'rectificationOrder',
        isAbove: true,
        target: 'publicInstitution',
      },
      'law 31',
    ],
    [{ by: 'handlerHead', type: 'rectificationOrder' }, 'no: supervisionRefused'],
    [{ by: 'handler', type: 'rectificationOrder', isAbove: true }, 'no: supervisionRefused'],
    // 31 is about public bodies; 25(3) reaches enterprises.
    [
      {
        by: 'handlerHead',
        type: 'rectificationOrder',
        isAbove: true,
        target: 'largeEnterprise',
      },
      'no: supervisionRefused',
    ],
    [
      { by: 'handlerHead', type: 'rectificationOrder', isAbove: true, earlier: refusedNotice },
      'law 25(3)',
    ],
    [
      { by: 'supervisor', type: 'disciplineReferral', more: discipline('rectificationRefused') },
      'no: rectificationRefused',
    ],
    [
      {
        by: 'supervisor',
        type: 'disciplineReferral',
        more: discipline('rectificationRefused'),
        earlier: refusedOrder,
      },
      'law 31',
    ],
    // 32: no order before it.
    [
      {
        by: 'supervisor',
        type: 'disciplineReferral',
        more: discipline('budget', { violations: ['advanceFunding'] }),
      },
      'law 32',
    ],
    [
      { by: 'supervisor', type: 'disciplineReferral', more: discipline('budget') },
      'no: rectificationRefused',
    ],
    // 33(1): consequences, no order.
    [
      {
        by: 'stateAssets',
        type: 'disciplineReferral',
        target: 'stateOwnedEnterprise',
        more: discipline('consequences', { consequences: '供应商停产' }),
      },
      'law 33(1)',
    ],
    [
      {
        by: 'stateAssets',
        type: 'disciplineReferral',
        target: 'stateOwnedEnterprise',
        more: discipline('rectificationRefused'),
        earlier: refusedOrder,
      },
      'no: consequences',
    ],
    // 33(2): the demand of an audit alone is ordered by the supervising body.
    [
      { by: 'stateAssets', type: 'rectificationOrder', target: 'stateOwnedEnterprise' },
      'no: auditBasis',
    ],
    [
      {
        by: 'stateAssets',
        type: 'rectificationOrder',
        target: 'stateOwnedEnterprise',
        more: { violations: ['soeAuditBasis'] },
      },
      'law 33(2)',
    ],
    [
      {
        by: 'stateAssets',
        type: 'disciplineReferral',
        target: 'stateOwnedEnterprise',
        more: discipline('rectificationRefused', { violations: ['soeAuditBasis'] }),
        earlier: refusedOrder,
      },
      'law 33(2)',
    ],
    // 34: the annual report of a large enterprise.
    [
      {
        by: 'acceptor',
        type: 'disclosureReferral',
        target: 'largeEnterprise',
        more: { violations: ['annualReport'] },
      },
      'law 34',
    ],
    [{ by: 'acceptor', type: 'disclosureReferral', target: 'largeEnterprise' }, 'no: undisclosed'],
    [
      {
        by: 'acceptor',
        type: 'disclosureReferral',
        target: 'government',
        more: { violations: ['annualReport'] },
      },
      'no: target',
    ],
    // 35: of everybody.
    [
      {
        by: 'acceptorHead',
        type: 'disciplineReferral',
        target: 'largeEnterprise',
        more: discipline('retaliation'),
      },
      'law 35',
    ],
    // 民营经济促进法 73: consequences; a refused order alone is a matter of 1103.
    [
      {
        by: 'supervisor',
        type: 'disciplineReferral',
        about: 'promise',
        more: discipline('consequences', { consequences: '企业停工' }),
      },
      'law 73',
    ],
    [
      {
        by: 'supervisor',
        type: 'disciplineReferral',
        about: 'promise',
        more: discipline('rectificationRefused'),
        earlier: refusedOrder,
      },
      'no: consequences',
    ],
    [{ by: 'supervisor', type: 'rectificationOrder', about: 'promise' }, 'law 73'],
    // 21: circulars of the supervising body of an enterprise; the plan of Guangxi has none.
    [
      {
        by: 'stateAssets',
        type: 'circular',
        target: 'stateOwnedEnterprise',
        earlier: [{ type: 'interview', state: 'served' }],
      },
      'law 21',
    ],
  ])('%j → %s', (asked, law) => {
    expect(lawOf(asked)).toBe(law);
  });

  it.each<[ViolationCode, string, boolean]>([
    ['latePayment', 'government', true],
    ['latePayment', 'stateOwnedEnterprise', false],
    ['auditBasis', 'publicInstitution', true],
    ['soeAuditBasis', 'stateOwnedEnterprise', true],
    ['soeAuditBasis', 'largeEnterprise', false],
    ['annualReport', 'largeEnterprise', true],
    ['annualReport', 'government', false],
    ['retaliation', 'largeEnterprise', true],
  ])('%s is said of a %s: %s', (code, target, fits) => {
    const more = { violations: [code] };
    const rules = forbidden(asking({ by: 'supervisor', type: 'supervisionNotice', target, more }));
    expect(rules.some(({ rule }) => rule === 'violationOfTarget')).toBe(!fits);
  });

  it('has all seven items of Article 31, and an article for each fact', () => {
    const items = violationCodes.flatMap((code) => violations[code].basis.article ?? []);
    expect(items.filter((article) => article.startsWith('31.'))).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((item) => `31.${item}`),
    );
    expect(items).toHaveLength(violationCodes.length);
  });

  it('names the usual facts where nobody names any', () => {
    const violationsOf = (asked: Asked) =>
      (measureFiling.about?.complete(asking(asked) as never).filing as { violations?: unknown })
        .violations;
    expect(violationsOf({ by: 'supervisor', type: 'rectificationOrder' })).toEqual(['latePayment']);
    expect(
      violationsOf({ by: 'supervisor', type: 'rectificationOrder', about: 'promise' }),
    ).toEqual(['unkeptPromise']);
  });
});

describe('the body that determines a broken promise (发改财金〔2023〕1103号)', () => {
  it.each<[Asked, string]>([
    [
      { by: 'handlerHead', type: 'rectificationOrder', about: 'promise', context: ofDeterminer },
      'law 《国家发展改革委关于完善',
    ],
    [{ by: 'handlerHead', type: 'rectificationOrder', about: 'promise' }, 'no: determiner'],
    [
      {
        by: 'handlerHead',
        type: 'dishonestyRecord',
        about: 'promise',
        context: ofDeterminer,
        more: determination,
      },
      'law 《国家发展改革委关于完善',
    ],
    [
      { by: 'handlerHead', type: 'dishonestyRecord', about: 'promise', more: determination },
      'no: determiner',
    ],
  ])('%j → %s', (asked, law) => {
    expect(lawOf(asked)).toBe(law);
  });
});

describe('a publication', () => {
  // 1103: 失信情形严重、多次反复失信、群众反映强烈; 802 第二十六条: 情节严重或者造成严重不良社会影响.
  it.each<[Asked, string]>([
    [
      { by: 'creditOfficer', type: 'publication', about: 'promise', earlier: recorded },
      'no: serious',
    ],
    [
      {
        by: 'creditOfficer',
        type: 'publication',
        about: 'promise',
        earlier: recorded,
        more: serious,
      },
      'law 《国家发展改革委关于完善',
    ],
    [{ by: 'creditOfficer', type: 'publication', earlier: recorded }, 'no: serious'],
    [{ by: 'creditOfficer', type: 'publication', earlier: recorded, more: serious }, 'law 26'],
  ])('%j → %s', (asked, law) => {
    expect(lawOf(asked)).toBe(law);
  });

  // 信用修复管理办法: slight up to 3 months, general 3 months to 1 year, serious 1 to 3 years.
  it.each<[string | undefined, string, boolean]>([
    ['slight', '2026-05-02', true],
    ['slight', '2026-06-02', true],
    ['slight', '2026-06-03', false],
    ['general', '2026-06-01', false],
    ['general', '2026-06-02', true],
    ['general', '2026-05-02', false],
    ['general', '2026-06-30', true],
    ['general', '2027-03-02', true],
    ['general', '2027-03-03', false],
    ['serious', '2027-03-01', false],
    ['serious', '2027-03-02', true],
    ['serious', '2029-03-02', true],
    ['serious', '2029-03-03', false],
    [undefined, '2026-05-02', true],
    [undefined, '2028-12-31', true],
    [undefined, '2029-06-30', false],
  ])('of a dishonesty that is %s until %s: %s', (severity, until, fits) => {
    const more = {
      ...serious,
      publication: { reviewOn: '2026-04-01', until },
      ...(severity && { severity }),
    };
    const input = asking({ by: 'creditOfficer', type: 'publication', more });
    const rules = measureFiling.refuse?.(input as never).map(({ rule }) => rule) ?? [];
    expect(rules.includes('withinSeverity')).toBe(!fits);
  });
});

describe('the repair of credit', () => {
  it.each<[Asked, string]>([
    // 1103: the determining department confirms the correction, and the sanctions end.
    [
      { by: 'acceptor', type: 'creditRepair', earlier: recorded, more: correction },
      'law 《国家发展改革委关于完善',
    ],
    [{ by: 'acceptor', type: 'creditRepair', earlier: recorded }, 'no: corrected'],
    // 信用修复管理办法: an enterprise applies, commits itself, and was public for the least term.
    [
      {
        by: 'acceptor',
        type: 'creditRepair',
        target: 'largeEnterprise',
        earlier: recorded,
        more: correction,
      },
      'no: appliedFor',
    ],
    [
      {
        by: 'acceptor',
        type: 'creditRepair',
        target: 'largeEnterprise',
        earlier: recorded,
        more: { ...correction, ...application },
      },
      'law 《信用修复管理办法》（国',
    ],
    [
      {
        by: 'acceptor',
        type: 'creditRepair',
        target: 'largeEnterprise',
        earlier: published,
        more: { ...correction, ...application },
      },
      'no: leastRun',
    ],
    // 民法典 202: 3 months from 1 January end on 1 April, not after 90 days.
    [
      {
        by: 'acceptor',
        type: 'creditRepair',
        target: 'largeEnterprise',
        earlier: published,
        more: { ...correction, ...application },
        on: '2026-03-31',
      },
      'no: leastRun',
    ],
    [
      {
        by: 'acceptor',
        type: 'creditRepair',
        target: 'largeEnterprise',
        earlier: published,
        more: { ...correction, ...application },
        on: '2026-04-01',
      },
      'law 《信用修复管理办法》（国',
    ],
  ])('%j → %s', (asked, law) => {
    expect(lawOf(asked)).toBe(law);
  });
});
