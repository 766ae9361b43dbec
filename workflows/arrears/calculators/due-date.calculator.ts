import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import {
  IsBusinessDate,
  defineCalculator,
  termUnits,
  type BusinessDate,
  type References,
  type Term,
} from '../../../src/definition/index.js';
import { respondentTypes, type RespondentType } from '../../acts/filing.js';
import { law, order802 } from '../../acts/instruments.js';
import { paymentDue, paymentTriggers, type PaymentTrigger } from '../due-date.js';
import * as schema from './answer-schema.js';
import * as remarks from './remarks.js';

/** A contract and the day from which its term of payment counts. */
export class DueDateInput {
  @IsBusinessDate()
  readonly contractSignedOn!: BusinessDate;

  @IsIn(respondentTypes)
  readonly debtorType!: RespondentType;

  @IsIn(paymentTriggers)
  readonly trigger!: PaymentTrigger;

  @IsBusinessDate()
  readonly triggeredOn!: BusinessDate;

  /** Days that the contract gives the debtor. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(3660)
  readonly agreedDays?: number;

  /** What days those are; calendar days where nothing is said. */
  @IsOptional()
  @IsIn(termUnits)
  readonly agreedUnit?: Term['unit'];
}

function calculate({ trigger, ...term }: DueDateInput, { calendar }: References) {
  const due = paymentDue(term, calendar);
  const { regime, days, unit, source, deadline, toExamine, basis } = due;
  const isRolled = deadline !== null && deadline.rawDueOn !== deadline.dueOn;
  return {
    regime,
    trigger,
    days,
    unit,
    source,
    dueOn: deadline?.dueOn ?? null,
    rawDueOn: deadline?.rawDueOn ?? null,
    provisional: deadline?.provisional ?? false,
    toExamine,
    withoutAgreement: due.withoutAgreement,
    basis,
    derivation: due.derivation,
    derivationOmitted: due.derivationOmitted,
    remarks: [
      remarks.ofRegime(regime),
      remarks.ofDays(due),
      ...(toExamine ? [remarks.toExamine] : []),
      ...(isRolled ? [remarks.rolled] : []),
    ],
  };
}

/** When a payment is due at the latest (付款期限). */
export const dueDateCalculator = defineCalculator<DueDateInput, ReturnType<typeof calculate>>({
  name: 'due-date',
  label: { zh: '付款期限计算', en: 'Due date of a payment' },
  basis: law(order802, '9'),
  input: DueDateInput,
  example: {
    contractSignedOn: '2025-06-20',
    debtorType: 'government',
    trigger: 'acceptance',
    triggeredOn: '2026-09-01',
    agreedDays: 30,
  },
  answer: schema.object({
    regime: schema.oneOf(['none', 'order728', 'order802'], 'Which Regulations govern the contract'),
    trigger: schema.oneOf(paymentTriggers),
    days: schema.nullable(schema.count()),
    unit: schema.oneOf(termUnits, 'What days those are'),
    source: schema.oneOf(['agreed', 'default', 'capped', 'none'], 'Where the days come from'),
    dueOn: schema.nullable(
      schema.date('Last day on which payment is in time; null where no number is set'),
    ),
    rawDueOn: schema.nullable(schema.date('The same before rolling off a day off')),
    provisional: schema.flag('The holidays of a year that it needs are not announced yet'),
    toExamine: schema.flag(
      'A long term of a large enterprise; whether it is reasonable is examined',
    ),
    withoutAgreement: schema.nullable(
      schema.date('Where it is to be examined: the due date if nothing had been agreed'),
    ),
    basis: schema.nullable(schema.basis),
    derivation: schema.list(
      schema.object({ date: schema.date(), counted: schema.flag(), why: schema.label }),
      'Each day after the trigger, at most 400 of them',
    ),
    derivationOmitted: schema.nullable(
      schema.object({
        from: schema.date(),
        until: schema.date(),
        days: schema.count(),
        counted: schema.count(),
        off: schema.count(),
        paused: schema.count(),
      }),
    ),
    remarks: schema.remarks,
  }),
  calculate,
});
