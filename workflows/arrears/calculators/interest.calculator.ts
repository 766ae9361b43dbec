import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
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
  type References,
} from '../../../src/definition/index.js';
import { fromFen, toFen } from '../../../src/kernel/money.js';
import { law, order802 } from '../../acts/instruments.js';
import { regimeOf } from '../due-date.js';
import { allocations, interestOf, type Allocation } from '../interest.js';
import { dailyRate, interestRate, judicialRate, type ChosenRate } from '../interest-rate.js';
import { noLpr } from '../lpr.js';
import * as remarks from './remarks.js';
import { interestAnswer } from './interest-answer.js';

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
}

function refuse(input: InterestInput, { lpr, dayBasis }: References): readonly InputError[] {
  const { contractSignedOn, payments, agreedAnnualRate, backToBack = false } = input;
  const tooEarly = payments.flatMap(({ on }, index) =>
    on < contractSignedOn
      ? [
          {
            path: `payments[${index}].on`,
            rule: 'notBeforeContract',
            message: `A payment cannot be older than the contract of ${contractSignedOn}.`,
          },
        ]
      : [],
  );
  if (tooEarly.length > 0) return tooEarly;
  const chosen = interestRate(input, lpr);
  if (!chosen || (backToBack && !judicialRate(input, lpr))) {
    const path = agreedAnnualRate === undefined ? 'backToBack' : 'agreedAnnualRate';
    return [noLpr(path, contractSignedOn)];
  }
  const { allocated } = figuresOf(input, chosen, input.dayBasis ?? dayBasis);
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

function figuresOf(input: InterestInput, { rate }: ChosenRate, dayBasis: DayBasis) {
  return interestOf({
    debts: [{ principal: toFen(input.principal), dueOn: input.dueOn }],
    payments: input.payments.map(({ on, amount }) => ({ on, amount: toFen(amount) })),
    until: input.until,
    rate: dailyRate(rate, dayBasis),
    allocation: input.allocation ?? 'interestFirst',
  });
}

function answerBy(input: InterestInput, chosen: ChosenRate, dayBasis: DayBasis) {
  const { percent, per, basis } = chosen.rate;
  const figures = figuresOf(input, chosen, dayBasis);
  return {
    basis,
    rate: percent,
    ratePer: per,
    dayBasis,
    lpr: chosen.lpr,
    periods: figures.periods.map(({ from, to, days, principal, interest }) => ({
      from,
      to,
      days,
      principal: fromFen(principal),
      rate: percent,
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

function calculate(input: InterestInput, { lpr, dayBasis: setting }: References) {
  const dayBasis = input.dayBasis ?? setting;
  const regime = regimeOf(input.contractSignedOn);
  const chosen = interestRate(input, lpr);
  if (!chosen) throw new RangeError('The rule lets no such contract pass.');
  const scenario = input.backToBack === true ? judicialRate(input, lpr) : null;
  return {
    regime,
    ...answerBy(input, chosen, dayBasis),
    dayBasisFrom: input.dayBasis === undefined ? 'setting' : 'contract',
    allocation: input.allocation ?? 'interestFirst',
    ...(scenario && {
      judicialScenario: {
        ...answerBy(input, scenario, dayBasis),
        remarks: [remarks.ofRate(scenario.rate, regime)],
      },
    }),
    remarks: [
      remarks.ofRegime(regime),
      remarks.ofRate(chosen.rate, regime),
      ...(chosen.lpr?.carriedForward === true ? [remarks.ofCarriedLpr(chosen.lpr)] : []),
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
