import { unitId } from '../../seeds/reference-data.js';
import { oldDebt } from './complaints.js';
import type { EngineUnderTest, Manner, Person } from './engine-under-test.js';
import { considered, heard } from './hearing.js';

/** An act, and who does it how. */
type Act = readonly [type: string, manner?: Manner];

/** How a case comes to the earlier act of a pair, and from there to the later one. */
export interface Scene {
  /** Opens the case; the person is given where the opening itself is the earlier act. */
  readonly open: (office: EngineUnderTest, person?: Person) => Promise<string>;
  readonly before?: readonly Act[];
  /** The earlier act; not given: the opening is. */
  readonly earlier?: Act;
  readonly between?: readonly Act[];
  readonly later: Act;
}

const promiseUnit = { payload: { unitId: unitId('450100', 'investment', 'promise-handling') } };
const otherPromiseUnit = {
  payload: { unitId: unitId('450100', 'development', 'promise-handling') },
};
const arrearsUnit = { payload: { unitId: unitId('450100', 'industry', 'arrears-handling') } };
const otherArrearsUnit = { payload: { unitId: unitId('450100', 'finance', 'arrears-handling') } };

const aPromise = (office: EngineUnderTest) => office.file('promise');
const aDebt = (office: EngineUnderTest) => office.file('arrears', { filing: oldDebt });

/** What both kinds of complaint have in common, from the filing to the reopening. */
function complaintScenes(
  kind: 'promise' | 'arrears',
  open: Scene['open'],
  unit: Manner,
  other: Manner,
): Readonly<Record<string, Scene>> {
  const referred: readonly Act[] = [['complaint.accept'], ['referral.send', unit]];
  const handling: readonly Act[] = [...referred, ['referral.sign']];
  const result: Act = [
    'result.submit',
    kind === 'promise'
      ? {}
      : {
          payload: {
            resultCode: 'verified',
            summary: '欠款属实。',
            publicReply: '应当及时支付。',
            verifiedPrincipal: '1000000.00',
            undisputed: '1000000.00',
            disputed: '0.00',
          },
        },
  ];
  const paid: readonly Act[] =
    kind === 'promise'
      ? [['survey.answer']]
      : [
          [
            'payment.record',
            { by: 'enterprise', payload: { on: '2026-04-15', amount: '1000000.00' } },
          ],
          ['interest.waive'],
        ];
  const extension: Act = ['extension.request'];
  const reopened = (later: string): Scene => ({
    open,
    before: [...handling, result, ['reply.send'], ...paid],
    earlier: ['case.close'],
    between: [['reopening.request']],
    later: [later],
  });
  const decision = { by: 'supervisor' } as const;
  return {
    [`${kind}: extension.approve < extension.request`]: {
      open,
      before: handling,
      earlier: extension,
      later: ['extension.approve'],
    },
    [`${kind}: extension.refuse < extension.request`]: {
      open,
      before: handling,
      earlier: extension,
      later: ['extension.refuse'],
    },
    [`${kind}: referral.uphold < referral.return`]: {
      open,
      before: referred,
      earlier: ['referral.return'],
      later: ['referral.uphold'],
    },
    [`${kind}: referral.send < referral.return`]: {
      open,
      before: referred,
      earlier: ['referral.return'],
      later: ['referral.send', other],
    },
    [`${kind}: reexamination.decide < reply.send`]: {
      open,
      before: [...handling, result],
      earlier: ['reply.send'],
      between: [['objection.file']],
      later: ['reexamination.decide', decision],
    },
    [`${kind}: reexamination.decide < result.submit`]: {
      open,
      before: handling,
      earlier: result,
      between: [['reply.send'], ['objection.file']],
      later: ['reexamination.decide', decision],
    },
    [`${kind}: reopening.grant < case.close`]: reopened('reopening.grant'),
    [`${kind}: reopening.refuse < case.close`]: reopened('reopening.refuse'),
  };
}

const submitted: readonly Act[] = [
  ['complaint.accept'],
  ['referral.send', promiseUnit],
  ['referral.sign'],
  ['result.submit'],
];
const fulfilled = (later: string): Scene => ({
  open: aPromise,
  before: [...submitted, ['rectification.order']],
  earlier: ['rectification.fulfil'],
  later: [later, { by: 'supervisor' }],
});

const promiseScenes: Readonly<Record<string, Scene>> = {
  'promise: result.sendBack < result.submit': {
    open: aPromise,
    before: submitted.slice(0, 3),
    earlier: ['result.submit'],
    later: ['result.sendBack'],
  },
  'promise: reply.send < result.submit': {
    open: aPromise,
    before: submitted.slice(0, 3),
    earlier: ['result.submit'],
    later: ['reply.send'],
  },
  'promise: reexamination.decide < rectification.order': {
    open: aPromise,
    before: submitted,
    earlier: ['rectification.order'],
    between: [
      ['rectification.fulfil'],
      ['rectification.confirm', { by: 'enterprise' }],
      ['objection.file'],
    ],
    later: ['reexamination.decide', { by: 'acceptorHead' }],
  },
  'promise: rectification.confirm < rectification.fulfil': fulfilled('rectification.confirm'),
  'promise: rectification.dispute < rectification.fulfil': fulfilled('rectification.dispute'),
};

/** A debt that a unit works on, for measures about it. */
async function aHandledDebt(office: EngineUnderTest): Promise<string> {
  const id = await aDebt(office);
  await office.act(id, 'complaint.accept');
  await office.act(id, 'referral.send', arrearsUnit);
  await office.act(id, 'referral.sign');
  await office.act(id, 'serviceAddress.confirm');
  return id;
}

const measure =
  (type: string, by: string, more: object = {}): Scene['open'] =>
  async (office, person) => {
    const filing = { type, caseIds: [await aHandledDebt(office)], ...more };
    return office.propose('measure', filing, by, person);
  };

const acceptor = 'acceptor.arrears';
const head = { as: 'head.arrears' };
const staff = { as: acceptor };
const circular = measure('circular', acceptor, { seriousBecause: '数额巨大。' });
const issued: Scene = {
  open: circular,
  before: [['measure.approve', head]],
  earlier: ['measure.issue', staff],
  later: ['measure.cancel', head],
};

/** The same debt has a record in force, which its publication presupposes. */
const publication: Scene['open'] = async (office, person) => {
  const caseIds = [await aHandledDebt(office)];
  const determination = {
    authority: '自治区工业和信息化厅',
    documentNumber: '桂工信失信〔2026〕1号',
    determinedOn: '2026-09-01',
    ground: 'refusedPayment',
  };
  const record = await office.propose(
    'measure',
    { type: 'dishonestyRecord', caseIds, determination },
    acceptor,
  );
  for (const [act, manner] of heard(staff)) await office.act(record, act, manner);
  await office.act(record, 'measure.approve', { ...head, ...considered });
  await office.act(record, 'measure.issue', staff);
  await office.act(record, 'measure.serve', staff);
  const filing = {
    type: 'publication',
    caseIds,
    seriousBecause: '数额巨大。',
    publication: { reviewOn: '2027-01-15', until: '2027-06-30' },
  };
  return office.propose('measure', filing, acceptor, person);
};

const measureScenes: Readonly<Record<string, Scene>> = {
  'measure: measure.approve < measure.propose': {
    open: measure('inquiry', acceptor),
    later: ['measure.approve', head],
  },
  'measure: measure.reject < measure.propose': {
    open: measure('inquiry', acceptor),
    later: ['measure.reject', head],
  },
  'measure: measure.issue < measure.approve': {
    open: circular,
    earlier: ['measure.approve', head],
    later: ['measure.issue', staff],
  },
  'measure: measure.cancel < measure.issue': issued,
  'measure: measure.lift < measure.issue': {
    ...issued,
    between: [['measure.serve', staff]],
    later: ['measure.lift', head],
  },
  'measure: publication.review < measure.approve': {
    open: publication,
    before: heard({ as: 'credit' }),
    earlier: ['measure.approve', { ...head, ...considered }],
    between: [
      ['measure.issue', { as: 'credit' }],
      ['measure.serve', { as: 'credit' }],
    ],
    later: ['publication.review', { as: 'credit' }],
  },
  'measure: audit.decide < audit.find': {
    open: measure('auditReferral', acceptor),
    before: [['measure.approve', head], ['measure.issue', staff], ['audit.receive']],
    earlier: ['audit.find'],
    later: ['audit.decide'],
  },
};

/** Every pair of acts that are kept apart: `kind: later < earlier`. */
export const dutyScenes: Readonly<Record<string, Scene>> = {
  ...complaintScenes('promise', aPromise, promiseUnit, otherPromiseUnit),
  ...complaintScenes('arrears', aDebt, arrearsUnit, otherArrearsUnit),
  ...promiseScenes,
  'arrears: size.decide < size.dispute': {
    open: aDebt,
    earlier: ['size.dispute', { payload: { ...arrearsUnit.payload, reason: '规模存疑。' } }],
    later: ['size.decide'],
  },
  ...measureScenes,
};
