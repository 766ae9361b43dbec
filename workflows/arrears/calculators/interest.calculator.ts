import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  dayBasisWords,
  Asks,
  IsCode,
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
import { allocationWords, type Allocation } from '../interest/allocation.js';
import { lprOn, noLpr } from '../interest/lpr.js';
import { readingLabels } from '../interest/reading-texts.js';
import {
  readingWords,
  contractSubjectWords,
  DEFAULT_READING,
  SURCHARGE,
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
  @Asks('付款日期', 'Paid on')
  @IsBusinessDate()
  readonly on!: BusinessDate;

  @Asks('付款金额（元）', 'Amount paid (yuan)')
  @IsPositiveMoney()
  readonly amount!: string;
}

/** A debt with its due date, and what was paid on it. */
export class InterestInput {
  @Asks('合同签订日期', 'Contract signed on')
  @IsBusinessDate()
  readonly contractSignedOn!: BusinessDate;

  /** What the contract is about; it decides on interest where the Regulations do not. */
  @Asks('合同标的', 'Subject of the contract')
  @IsOptional()
  @IsCode(contractSubjectWords)
  readonly subject?: ContractSubject;

  /** Last day on which payment was in time. */
  @Asks('付款截止日期', 'Payment due on', {
    hint: { zh: '按时付款的最后一日', en: 'The last day on which payment was in time' },
  })
  @IsBusinessDate()
  readonly dueOn!: BusinessDate;

  @Asks('本金（元）', 'Principal (yuan)')
  @IsPositiveMoney()
  readonly principal!: string;

  @Asks('约定逾期年利率（%）', 'Agreed yearly rate for late payment (%)')
  @IsOptional()
  @IsPercent()
  readonly agreedAnnualRate?: string;

  /** What the contract divides a yearly rate by; not given: the setting of the platform. */
  @Asks('全年计息天数', 'Days of a year for interest', {
    hint: {
      zh: '合同约定年利率除以365或者360折算日利率',
      en: 'What the contract divides a yearly rate by',
    },
  })
  @IsOptional()
  @IsCode(dayBasisWords, { among: dayBases })
  readonly dayBasis?: DayBasis;

  @Asks('已付款项', 'Payments received')
  @IsArray()
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => InterestPayment)
  readonly payments!: readonly InterestPayment[];

  /** The last day that is counted. */
  @Asks('计息截止日期', 'Computed up to', { hint: { zh: '含当日', en: 'That day is included' } })
  @IsBusinessDate()
  readonly until!: BusinessDate;

  /** Payment was made to depend on what a third party pays (背靠背条款). */
  @Asks('是否以第三方付款为条件', 'Payment depends on a third party')
  @IsOptional()
  @IsBoolean()
  readonly backToBack?: boolean;

  /** What a part payment goes to first, where the parties agreed on another order. */
  @Asks('部分付款的抵充顺序', 'What a part payment goes to first')
  @IsOptional()
  @IsCode(allocationWords)
  readonly allocation?: Allocation;

  /** Of a contract before 2020-09-01: the reading that the figures on top go by. */
  @Asks('旧合同的利息规则', 'Rule of interest for an old contract', {
    hint: {
      zh: '适用于2020年9月1日以前订立的合同',
      en: 'For contracts signed before 1 September 2020',
    },
  })
  @IsOptional()
  @IsCode(readingWords, { among: ['referenceCase', 'generalLaw'] })
  readonly reading?: 'referenceCase' | 'generalLaw';

  /** Of such a contract: what is added to the LPR, in percent of it (买卖合同解释第十八条). */
  @Asks('逾期加计比例（%）', 'Surcharge for late payment (%)', {
    field: 'percent',
    hint: {
      zh: '在一年期贷款市场报价利率基础上加计的百分比',
      en: 'Percent added to the one-year loan prime rate',
    },
  })
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
