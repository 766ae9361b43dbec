import type { NoticeDefinition, NoticeInput } from '../../src/definition/index.js';
import { fromFen } from '../../src/kernel/money.js';
import { says } from '../acts/notices.js';
import type { ArrearsContext } from './arrears.context.js';
import { interestDetermined } from './arrears.determination.js';
import type { PaymentObjection, PaymentRecord, PaymentReference } from './arrears.payments.js';
import type { DueDates } from './arrears.terms.js';
import { figuresOf } from './ledger/figures.js';
import { paymentOf } from './ledger/ledger.js';
import { openInstalments } from './ledger/plan.js';
import { noOf } from './ledger/steps.js';

type Input = NoticeInput<ArrearsContext>;
type Said = Pick<NoticeDefinition<ArrearsContext>, 'variables' | 'example'>;

const reported = ({ event }: Input): PaymentRecord => event.payload as PaymentRecord;
const byEnterprise = ({ event }: Input): boolean => event.actor.role === 'enterprise';

/** The payment that an act or the end of a silence is about. */
const aPayment = {
  variables: ({ context: { ledger }, event }) => {
    const named = (event.payload as Partial<PaymentReference>).payment;
    const no = event.type === 'payment.record' ? ledger.payments.length : (named ?? noOf(event));
    const payment = paymentOf(ledger, no);
    const { reason = '' } = event.payload as Partial<PaymentObjection>;
    return { no, paidOn: payment?.on ?? '', amount: fromFen(payment?.amount ?? 0), reason };
  },
  example: { no: 1, paidOn: '2026-04-15', amount: '300000.00', reason: '该笔款项未到账。' },
} as const satisfies Said;

/** What is left of the plan, the next day first. */
const aPlan = {
  variables: ({ context: { ledger } }) => ({
    amount: fromFen(ledger.plan?.amount ?? 0),
    days: openInstalments(ledger).map(({ dueOn, amount }) => `${dueOn} ${fromFen(amount)}`),
  }),
  example: { amount: '800000.00', days: ['2026-11-30 400000.00', '2026-12-31 400000.00'] },
} as const satisfies Said;

/** The day of the plan that is next or has passed. */
const anInstalment = {
  variables: ({ context: { ledger }, event }) => {
    const instalment = ledger.plan?.instalments.find(({ no }) => no === noOf(event));
    return {
      no: instalment?.no ?? 0,
      dueOn: instalment?.dueOn ?? '',
      amount: fromFen(instalment?.amount ?? 0),
    };
  },
  example: { no: 1, dueOn: '2026-11-30', amount: '400000.00' },
} as const satisfies Said;

const owed = {
  variables: ({ context: { ledger }, event }) => ({
    outstanding: fromFen(figuresOf(ledger, event.on).outstanding),
  }),
  example: { outstanding: '12000.00' },
} as const satisfies Said;

/** The items whose long terms are to be examined, with the days that the contract says. */
const longTerms = ({ ledger }: ArrearsContext): string[] =>
  ledger.items.flatMap(({ termToExamine, triggeredOn, dueOn }, index) =>
    termToExamine ? [`第${index + 1}笔：${triggeredOn}起算，约定至${dueOn ?? ''}`] : [],
  );

/** How long after its day an instalment is missed. */
const grace = { terms: ['instalmentGrace'] } as const;

/** Letters about the money of a case, each to one party. */
export const moneyNotices = {
  openArrearsToAcceptor: {
    to: 'acceptor',
    about: 'review',
    when: ({ context }) => context.openAgainstRespondent > 0,
    variables: ({ context }) => ({ openCases: context.openAgainstRespondent }),
    example: { openCases: 2 },
  },
  termToExamineToAcceptor: {
    to: 'acceptor',
    about: 'review',
    when: ({ context }) => longTerms(context).length > 0,
    variables: ({ context }) => ({ items: longTerms(context) }),
    example: { items: ['第1笔：2026-03-02起算，约定至2027-08-24'] },
  },
  paymentReported: {
    to: 'enterprise',
    about: 'paymentSilence',
    when: (input) => !byEnterprise(input) && reported(input).evidenceId !== undefined,
    ...aPayment,
  },
  paymentToConfirm: {
    to: 'enterprise',
    when: (input) => !byEnterprise(input) && reported(input).evidenceId === undefined,
    ...aPayment,
  },
  paymentNear: { to: 'enterprise', ...aPayment },
  paymentRecordedToHandler: { to: 'handler', when: byEnterprise, ...aPayment },
  paymentConfirmedToHandler: { to: 'handler', ...aPayment },
  paymentDisputedToHandler: { to: 'handler', ...aPayment },
  paymentDisputedToAcceptor: { to: 'acceptor', ...aPayment },
  paymentReversed: { to: 'enterprise', when: (input) => !byEnterprise(input), ...aPayment },
  paymentCounted: { to: 'enterprise', ...aPayment },
  dueDateSet: {
    to: 'enterprise',
    variables: ({ event }) => {
      const { items, reason } = event.payload as DueDates;
      return { items: items.map(({ item, dueOn }) => ({ item, dueOn })), reason };
    },
    example: { items: [{ item: 1, dueOn: '2021-07-31' }], reason: '参照行业惯例确定。' },
  },
  interestDetermined,
  interestWaived: { to: 'handler' },
  waiverPressureToSupervisor: {
    to: 'supervisor',
    protected: 'existence',
    when: ({ event }) => (event.payload as { underPressure?: boolean }).underPressure === true,
    ...says({ statement: '对方要求放弃利息后才付本金。' }),
  },
  planAgreed: { to: 'enterprise', ...grace, ...aPlan },
  planAgreedToAcceptor: { to: 'acceptor', ...aPlan },
  planAgreedToRespondent: { to: 'respondent', ...grace, ...aPlan },
  instalmentNear: { to: 'respondent', ...anInstalment },
  instalmentNearToHandler: { to: 'handler', ...anInstalment },
  instalmentDue: { to: 'respondent', ...grace, ...anInstalment },
  instalmentDueToHandler: { to: 'handler', ...grace, ...anInstalment },
  planMissed: { to: 'enterprise', about: 'handling', ...grace, ...owed },
  planMissedToHandler: { to: 'handler', about: 'handling', ...grace, ...owed },
  planMissedToAcceptor: { to: 'acceptor', about: 'handling', ...grace, ...owed },
  planFulfilled: { to: 'enterprise', ...owed },
  paidOffToAcceptor: { to: 'acceptor' },
} as const satisfies Readonly<Record<string, NoticeDefinition<ArrearsContext>>>;
