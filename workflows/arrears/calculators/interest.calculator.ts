import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  IsBusinessDate,
  IsPercent,
  IsPositiveMoney,
  dayBases,
  defineCalculator,
  type BusinessDate,
  type DayBasis,
  type InputError,
  type LprPublication,
  type References,
} from '../../../src/definition/index.js';
import { fromFen, toFen } from '../../../src/kernel/money.js';
import { law, order802 } from '../../acts/instruments.js';
import { REGULATIONS_FROM, regimeOf } from '../due-date.js';
import { interestOf } from '../interest/accrual.js';
import { allocations, type Allocation } from '../interest/allocation.js';
import { lprOn, noLpr } from '../interest/lpr.js';
import { readingLabels } from '../interest/reading-texts.js';
import {
  DEFAULT_READING,
  SURCHARGE,
  contractSubjects,
  judicialSchedule,
  noChoice,
  oldContractReadings,
  rateSchedule,
  readingOf,
  type ContractSubject,
  type RateChoice,
} from '../interest/readings.js';
import { rateOn, type RateSchedule } from '../interest/schedule.js';
import { interestAnswer } from './interest-answer.js';
import * as remarks from './remarks.js';

class InterestPayment {
  @IsBusinessDate()
  readonly on!: BusinessDate;

  @IsPositiveMoney()
  readonly amount!: string;
}

/** A debt with its due date, and what was paid on it. */
export class InterestInput {
  @IsBusinessDate()
  readonly contractSignedOn!: BusinessDate;

  /** What the contract is about; it decides on interest where the Regulations do not. */
  @IsOptional()
  @IsIn(contractSubjects)
  readonly subject?: ContractSubject;

  /** Last day on which payment was in time. */
  @IsBusinessDate()
  readonly dueOn!: BusinessDate;

  @IsPositiveMoney()
  readonly principal!: string;

  @IsOptional()
  @IsPercent()
  readonly agreedAnnualRate?: string;

  /** What the contract divides a yearly rate by; not given: the setting of the platform. */
  @IsOptional()
  @IsIn(dayBases)
  readonly dayBasis?: DayBasis;

  @IsArray()
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => InterestPayment)
  readonly payments!: readonly InterestPayment[];

  /** The last day that is counted. */
  @IsBusinessDate()
  readonly until!: BusinessDate;

  /** Payment was made to depend on what a third party pays (背靠背条款). */
  @IsOptional()
  @IsBoolean()
  readonly backToBack?: boolean;

  /** What a part payment goes to first, where the parties agreed on another order. */
  @IsOptional()
  @IsIn(allocations)
  readonly allocation?: Allocation;

  /** Of a contract before 2020-09-01: the reading that the figures on top go by. */
  @IsOptional()
  @IsIn(['referenceCase', 'generalLaw'])
  readonly reading?: 'referenceCase' | 'generalLaw';

  /** Of such a contract: what is added to the LPR, in percent of it (买卖合同解释第十八条). */
  @IsOptional()
  @IsInt()
  @Min(SURCHARGE.least)
  @Max(SURCHARGE.most)
  readonly surcharge?: number;
}

function refuse(input: InterestInput, { lpr, dayBasis }: References): readonly InputError[] {
  const { contractSignedOn, agreedAnnualRate, reading, surcharge } = input;
  const isOld = regimeOf(contractSignedOn) === 'none';
  const beside = reading ?? surcharge;
  if (!isOld && beside !== undefined) {
    const message = `Only a contract before ${REGULATIONS_FROM} has more than one reading.`;
    const path = reading === undefined ? 'surcharge' : 'reading';
    return [{ path, rule: 'contractBefore2020', message }];
  }
  if (!isOld && agreedAnnualRate !== undefined && !lprOn(lpr, contractSignedOn)) {
    return [noLpr('agreedAnnualRate', contractSignedOn)];
  }
  const { allocated, determined } = figuresOf(input, ratesOf(input, lpr), dayBasis);
  // Where interest cannot be said, nobody can say that it was paid twice.
  if (!determined) return [];
  return allocated.flatMap((each, index) =>
    each && each.surplus > 0
      ? [
          {
            path: `payments[${index}].amount`,
            rule: 'withinOwed',
            message: `This is ${fromFen(each.surplus)} more than was owed on that day. Does it include other contracts? Then give the part of this one.`,
          },
        ]
      : [],
  );
}

function ratesOf(
  input: InterestInput,
  lpr: readonly LprPublication[],
  reading = input.reading ?? DEFAULT_READING,
): RateSchedule {
  const choice: RateChoice = { ...noChoice, reading, surcharge: input.surcharge ?? null };
  return rateSchedule({ ...input, subject: input.subject ?? 'goods' }, input.dueOn, lpr, choice);
}

function figuresOf(input: InterestInput, rates: RateSchedule, setting: DayBasis) {
  return interestOf({
    debts: [{ principal: toFen(input.principal), dueOn: input.dueOn, rates }],
    payments: input.payments.map(({ on, amount }) => ({ on, amount: toFen(amount) })),
    until: input.until,
    dayBasis: input.dayBasis ?? setting,
    allocation: input.allocation ?? 'interestFirst',
    order: 'debtByDebt',
    waivedOn: null,
  });
}

function answerBy(input: InterestInput, rates: RateSchedule, { lpr, dayBasis }: References) {
  const figures = figuresOf(input, rates, dayBasis);
  const { contractSignedOn, agreedAnnualRate, until } = input;
  const rate = rateOn(rates, until);
  return {
    basis: rate?.basis ?? null,
    rate: rate?.percent ?? null,
    ratePer: rate?.per ?? null,
    dayBasis: input.dayBasis ?? dayBasis,
    lpr: agreedAnnualRate === undefined ? null : lprOn(lpr, contractSignedOn),
    interestKnown: figures.determined,
    periods: figures.periods.map(({ from, to, days, principal, interest, ...period }) => ({
      from,
      to,
      days,
      principal: fromFen(principal),
      basis: period.rate.basis,
      rate: period.rate.percent,
      ratePer: period.rate.per,
      interest: fromFen(interest),
    })),
    interest: fromFen(figures.interest),
    paidInterest: fromFen(figures.paidInterest),
    paidPrincipal: fromFen(figures.paidPrincipal),
    outstandingPrincipal: fromFen(figures.outstandingPrincipal),
    outstandingInterest: fromFen(figures.outstandingInterest),
    total: fromFen(figures.outstandingPrincipal + figures.outstandingInterest),
  };
}

/** Both readings of a contract that is older than the Regulations. */
function readingsOf(input: InterestInput, references: References) {
  if (regimeOf(input.contractSignedOn) !== 'none') return [];
  return oldContractReadings
    .filter((reading) => reading !== 'undetermined')
    .map((reading) => ({
      reading,
      label: readingLabels[reading],
      chosen: reading === (input.reading ?? DEFAULT_READING),
      ...answerBy(input, ratesOf(input, references.lpr, reading), references),
      remarks: remarks.ofReading(reading),
    }));
}

function calculate(input: InterestInput, references: References) {
  const { contractSignedOn, until } = input;
  const regime = regimeOf(contractSignedOn);
  const reading = readingOf(contractSignedOn, { reading: input.reading ?? null });
  const rates = ratesOf(input, references.lpr);
  const rate = rateOn(rates, until);
  const answer = answerBy(input, rates, references);
  return {
    regime,
    reading,
    ...answer,
    dayBasisFrom: input.dayBasis === undefined ? 'setting' : 'contract',
    allocation: input.allocation ?? 'interestFirst',
    readings: readingsOf(input, references),
    ...(input.backToBack === true && {
      judicialScenario: {
        ...answerBy(input, judicialSchedule(input, references.lpr), references),
        remarks: remarks.ofScenario,
      },
    }),
    remarks: [
      remarks.ofRegime(regime),
      ...(reading === 'regulations' ? [] : remarks.ofReading(reading)),
      ...(rate ? [remarks.ofRate(rate, regime)] : []),
      ...(answer.lpr?.carriedForward === true ? [remarks.ofCarriedLpr(answer.lpr)] : []),
      input.allocation === 'principalFirst' ? remarks.principalFirst : remarks.interestFirst,
      remarks.counting,
    ],
  };
}

/** Interest of late payment (逾期利息), to the fen. */
export const interestCalculator = defineCalculator<InterestInput, ReturnType<typeof calculate>>({
  name: 'interest',
  label: { zh: '逾期利息计算', en: 'Interest of late payment' },
  basis: law(order802, '17'),
  input: InterestInput,
  example: {
    contractSignedOn: '2025-06-20',
    dueOn: '2025-09-01',
    principal: '1000000.00',
    payments: [{ on: '2025-10-31', amount: '300000.00' }],
    until: '2025-12-30',
  },
  answer: interestAnswer,
  refuse,
  calculate,
});
