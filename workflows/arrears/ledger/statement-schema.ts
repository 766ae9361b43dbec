import { dayBases } from '../../../src/definition/index.js';
import * as schema from '../calculators/answer-schema.js';
import { allocations, debtOrders } from '../interest/allocation.js';
import { rateBases } from '../interest/rate.js';
import { oldContractReadings } from '../interest/readings.js';
import { ages } from './age.js';

const age = schema.nullable(
  schema.oneOf(Object.keys(ages), 'From the due date; null where none is set'),
);

const sums = {
  interest: schema.money('All interest that has arisen'),
  paidInterest: schema.money(),
  waivedInterest: schema.money('What the enterprise gave up; it is not owed any more'),
  paidPrincipal: schema.money(),
  outstandingPrincipal: schema.money(),
  outstandingInterest: schema.money(),
};

const rate = {
  basis: schema.nullable(schema.oneOf(rateBases)),
  rate: schema.nullable(schema.percent()),
  ratePer: schema.nullable(schema.oneOf(['day', 'year'])),
};

const item = schema.object({
  item: schema.count(),
  claimed: schema.money(),
  verified: schema.money('As claimed until a result says otherwise'),
  triggeredOn: schema.date(),
  invoiceNumber: schema.nullable(schema.text('25452000000012345678', 'Where the filing has it')),
  dueOn: schema.nullable(schema.date()),
  dueOnSetBy: schema.oneOf(['regulations', 'acceptor']),
  termToExamine: schema.flag(
    'A long term of a large enterprise; the acceptor says if it is reasonable',
  ),
  outstandingPrincipal: schema.money(),
  interest: schema.money(),
  age,
  periods: schema.list(
    schema.object({
      from: schema.date(),
      to: schema.date(),
      days: schema.count(),
      principal: schema.money(),
      ...rate,
      interest: schema.money(),
    }),
  ),
});

const payment = schema.object({
  no: schema.count('By this number it is confirmed, disputed or taken back'),
  on: schema.date(),
  amount: schema.money('What of it belongs to this contract'),
  item: schema.nullable(schema.count('The item that the debtor named when it paid')),
  status: schema.oneOf(['pending', 'counted', 'disputed', 'reversed']),
  evidenceId: schema.nullable(schema.text('0190a6e0-0000-7000-8000-0000000e0001', 'The receipt')),
  recordedBy: schema.text('handler', 'A role'),
  recordedOn: schema.date(),
  confirmedByEnterprise: schema.flag(),
  confirmedOn: schema.nullable(schema.date()),
  countedOn: schema.nullable(schema.date()),
  toInterest: schema.nullable(schema.money()),
  toPrincipal: schema.nullable(schema.money()),
  parts: schema.list(
    schema.object({
      item: schema.count(),
      toInterest: schema.money(),
      toPrincipal: schema.money(),
    }),
    'The items it went to, in the order in which they were paid',
  ),
});

const plan = schema.object({
  agreedOn: schema.date(),
  amount: schema.money(),
  ended: schema.nullable(schema.oneOf(['fulfilled', 'missed', 'given up'])),
  instalments: schema.list(
    schema.object({
      no: schema.count(),
      dueOn: schema.date(),
      amount: schema.money(),
      status: schema.oneOf(['open', 'paid', 'late', 'missed']),
    }),
  ),
});

const entry = schema.object({
  no: schema.count(),
  kind: schema.text('paid'),
  valueOn: schema.date(),
  amount: schema.nullable(schema.text('-300000.00', 'Negative where it lessens the debt')),
  payment: schema.nullable(schema.count()),
  flag: schema.nullable(schema.text('paymentUnconfirmed', 'What auditors look for')),
  details: { type: 'object', additionalProperties: true, example: { by: 'enterprise' } },
});

/** The ledger of a case as JSON Schema. */
export const statementSchema = schema.object({
  on: schema.date(),
  regime: schema.oneOf(['none', 'order728', 'order802']),
  ...rate,
  lpr: schema.nullable(
    schema.object({
      rate: schema.percent(),
      publishedOn: schema.date(),
      carriedForward: schema.flag(),
    }),
  ),
  dayBasis: { type: 'integer', enum: dayBases },
  dayBasisFrom: schema.oneOf(['contract', 'setting']),
  reading: schema.oneOf(
    ['regulations', ...oldContractReadings],
    'By what interest is counted; all but `regulations` are of contracts before 2020-09-01',
  ),
  allocation: schema.oneOf(allocations),
  order: schema.oneOf(debtOrders, 'In which order a payment goes to several items'),
  claimed: schema.money(),
  verified: schema.nullable(schema.money()),
  undisputed: schema.nullable(schema.money()),
  disputed: schema.nullable(schema.money()),
  paid: schema.money('Payments that count'),
  unconfirmed: schema.money('Reported, and not counted yet'),
  ...sums,
  total: schema.money('What is owed still, principal and interest'),
  interestKnown: schema.flag('False where the contract alone decides, or a due date is missing'),
  interestWaivedOn: schema.nullable(schema.date()),
  oldestDueOn: schema.nullable(schema.date('Of what is not paid')),
  age,
  items: schema.list(item),
  payments: schema.list(payment),
  plan: schema.nullable(plan),
  entries: schema.list(entry, 'Every line of the ledger; nothing is ever changed or deleted'),
  readings: schema.list(
    schema.object({
      reading: schema.oneOf(oldContractReadings),
      label: schema.label,
      chosen: schema.flag(),
      interestKnown: schema.flag(),
      ...sums,
      total: schema.money(),
      remarks: schema.remarks,
    }),
    'A contract before 2020-09-01 by each reading; empty for any other',
  ),
  orders: schema.list(
    schema.object({
      order: schema.oneOf(debtOrders),
      label: schema.label,
      chosen: schema.flag(),
      ...sums,
      total: schema.money(),
    }),
    'Both orders, where they lead to different sums; empty where they do not',
  ),
  judicialScenario: schema.nullable(
    schema.object({ ...rate, ...sums, total: schema.money(), remarks: schema.remarks }),
  ),
  remarks: schema.remarks,
});
