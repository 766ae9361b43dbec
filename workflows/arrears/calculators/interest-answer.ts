import { dayBases } from '../../../src/definition/index.js';
import { allocations } from '../interest.js';
import * as schema from './answer-schema.js';

const figures = {
  basis: schema.oneOf(
    ['regulation', 'agreed', 'lprFloor', 'lpr'],
    'By what the rate was chosen; `lprFloor`: the agreed rate lies below the LPR',
  ),
  rate: schema.percent(),
  ratePer: schema.oneOf(['day', 'year']),
  dayBasis: { type: 'integer', enum: dayBases, description: 'What a yearly rate is divided by' },
  lpr: schema.nullable(
    schema.object({
      rate: schema.percent('One-year LPR of the day of the contract, in percent'),
      publishedOn: schema.date(),
      carriedForward: schema.flag('The day is later than the last publication known here'),
    }),
  ),
  periods: schema.list(
    schema.object({
      from: schema.date('First day that is counted'),
      to: schema.date('Last day that is counted'),
      days: schema.count(),
      principal: schema.money(),
      rate: schema.percent('Percent, per `ratePer`'),
      interest: schema.money('Half up to whole fen'),
    }),
    'A period ends with each payment',
  ),
  interest: schema.money('All interest that has arisen'),
  paidInterest: schema.money(),
  paidPrincipal: schema.money(),
  outstandingPrincipal: schema.money(),
  outstandingInterest: schema.money(),
  total: schema.money('What is owed still, principal and interest'),
};

/** The answer of the interest calculator as JSON Schema. */
export const interestAnswer = schema.object(
  {
    regime: schema.oneOf(['none', 'order728', 'order802']),
    ...figures,
    dayBasisFrom: schema.oneOf(['contract', 'setting'], 'Who says the day basis'),
    allocation: schema.oneOf(allocations),
    judicialScenario: schema.object({ ...figures, remarks: schema.remarks }),
    remarks: schema.remarks,
  },
  ['judicialScenario'],
);
