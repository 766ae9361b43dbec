import { dayBases } from '../../../src/definition/index.js';
import { allocations } from '../interest/allocation.js';
import { rateBases } from '../interest/rate.js';
import { oldContractReadings } from '../interest/readings.js';
import * as schema from './answer-schema.js';

const figures = {
  basis: schema.nullable(
    schema.oneOf(
      rateBases,
      'By what the rate of the last day was chosen; `lprFloor`: the agreed rate lies below the LPR',
    ),
  ),
  rate: schema.nullable(schema.percent('Percent, per `ratePer`; null where none can be said')),
  ratePer: schema.nullable(schema.oneOf(['day', 'year'])),
  dayBasis: { type: 'integer', enum: dayBases, description: 'What a yearly rate is divided by' },
  lpr: schema.nullable(
    schema.object({
      rate: schema.percent('One-year LPR of the day of the contract, in percent'),
      publishedOn: schema.date(),
      carriedForward: schema.flag('The day is later than the last publication known here'),
    }),
  ),
  interestKnown: schema.flag('False where some day of default has no rate that can be said'),
  periods: schema.list(
    schema.object({
      from: schema.date('First day that is counted'),
      to: schema.date('Last day that is counted'),
      days: schema.count(),
      principal: schema.money(),
      basis: schema.oneOf(rateBases),
      rate: schema.percent('Percent, per `ratePer`'),
      ratePer: schema.oneOf(['day', 'year']),
      interest: schema.money('Half up to whole fen'),
    }),
    'A period ends with each payment, and where the rate changes',
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
    reading: schema.oneOf(
      ['regulations', ...oldContractReadings],
      'What the figures go by; all but `regulations` are of contracts before 2020-09-01',
    ),
    ...figures,
    dayBasisFrom: schema.oneOf(['contract', 'setting'], 'Who says the day basis'),
    allocation: schema.oneOf(allocations),
    readings: schema.list(
      schema.object({
        reading: schema.oneOf(oldContractReadings),
        label: schema.label,
        chosen: schema.flag(),
        ...figures,
        remarks: schema.remarks,
      }),
      'A contract before 2020-09-01 by each reading; empty for any other',
    ),
    judicialScenario: schema.object({ ...figures, remarks: schema.remarks }),
    remarks: schema.remarks,
  },
  ['judicialScenario'],
);
