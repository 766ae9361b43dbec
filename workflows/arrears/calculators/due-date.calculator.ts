import { IsInt, IsOptional, Max, Min } from 'class-validator';
import {
  Asks,
  IsCode,
  termUnitWords,
  IsBusinessDate,
  defineCalculator,
  termUnits,
  type BusinessDate,
  type References,
  type Term,
} from '../../../src/definition/index.js';
import { respondentTypeWords, type RespondentType } from '../../acts/filing.js';
import { law, order802 } from '../../acts/instruments.js';
import {
  paymentTriggerWords,
  paymentDue,
  paymentTriggers,
  type PaymentTrigger,
} from '../due-date.js';
import * as schema from './answer-schema.js';
import * as remarks from './remarks.js';

/** A contract and the day from which its term of payment counts. */
export class DueDateInput {
  @Asks('合同签订日期', 'Contract signed on')
  @IsBusinessDate()
  readonly contractSignedOn!: BusinessDate;

  @Asks('付款单位类型', 'Type of the debtor')
  @IsCode(respondentTypeWords)
  readonly debtorType!: RespondentType;

  @Asks('付款期限起算事由', 'Event from which payment is due')
  @IsCode(paymentTriggerWords)
  readonly trigger!: PaymentTrigger;

  @Asks('起算日期', 'Day from which the term counts')
  @IsBusinessDate()
  readonly triggeredOn!: BusinessDate;

  /** Days that the contract gives the debtor. */
  @Asks('约定付款期限', 'Agreed term of payment', {
    hint: {
      zh: '填写数字，单位另选；未约定的留空',
      en: 'A number; its unit stands beside it; left out where none was agreed',
    },
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(3660)
  readonly agreedDays?: number;

  /** What days those are; calendar days where nothing is said. */
  @Asks('约定付款期限单位', 'Unit of the agreed term', {
    hint: { zh: '留空则按自然日计算', en: 'Calendar days where it is left out' },
  })
  @IsOptional()
  @IsCode(termUnitWords)
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
