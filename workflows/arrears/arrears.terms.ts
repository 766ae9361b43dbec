import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  Equals,
  IsArray,
  IsBoolean,
  IsInt,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  Asks,
  IsBusinessDate,
  IsText,
  YEARS_AHEAD,
  defineEvent,
  type BusinessDate,
  type InputError,
  type RuleInput,
} from '../../src/definition/index.js';
import { order728, policy, policyAfter } from '../acts/instruments.js';
import type { ArrearsContext } from './arrears.context.js';
import { line, written, type Ledger } from './ledger/ledger.js';

class ItemDueDate {
  /** Place of the item in the claim, from 1 on. */
  @Asks('欠款序号', 'Number of the item', {
    hint: { zh: '欠款明细中的次序，从1开始', en: 'Its place among the items, from 1 on' },
  })
  @IsInt()
  @Min(1)
  @Max(200)
  readonly item!: number;

  @Asks('确定的付款日期', 'Due date')
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  readonly dueOn!: BusinessDate;
}

/** Days that the accepting department sets, where no number is set or the reading does not fit. */
export class DueDates {
  @Asks('各笔付款日期', 'Due dates of the items')
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => ItemDueDate)
  readonly items!: readonly ItemDueDate[];

  @Asks('确定理由', 'Reason')
  @IsText(2_000)
  readonly reason!: string;
}

/** The enterprise gives up its interest, in so many words (放弃利息声明). */
export class InterestWaiver {
  @Asks('放弃利息的确认', 'Confirmation of the waiver')
  @Equals(true, { message: 'waived must be true: interest is not given up by silence' })
  readonly waived!: true;

  /** In the enterprise's own words. */
  @Asks('放弃利息的声明', 'Declaration of the waiver')
  @IsText(2_000)
  readonly statement!: string;

  /** Whether anybody pressed the enterprise to do so; seen by the authorities only. */
  @Asks('是否受到胁迫', 'Was the enterprise pressed', {
    hint: { zh: '仅主管部门可见', en: 'Seen by the authorities only' },
  })
  @IsBoolean()
  readonly underPressure!: boolean;
}

function refuseDueDates({
  payload: { items },
  context: { ledger },
}: RuleInput<DueDates, ArrearsContext>): readonly InputError[] {
  return items.flatMap(({ item, dueOn }, index) => {
    const path = `payload.items[${index}]`;
    const known = ledger.items[item - 1];
    if (!known) {
      return [{ path: `${path}.item`, rule: 'itemKnown', message: 'The claim has no such item.' }];
    }
    if (items.findIndex((other) => other.item === item) !== index) {
      return [{ path: `${path}.item`, rule: 'itemNamedOnce', message: 'It stands there twice.' }];
    }
    if (dueOn >= known.triggeredOn) return [];
    const message = `The term counts from ${known.triggeredOn}.`;
    return [{ path: `${path}.dueOn`, rule: 'notBeforeTrigger', message }];
  });
}

/** Acts about the terms of the debt. */
export const termEvents = {
  'dueDate.set': defineEvent<DueDates, ArrearsContext>({
    by: ['acceptor', 'acceptorHead'],
    label: { zh: '确定付款期限', en: 'Set the due dates' },
    payload: DueDates,
    example: {
      items: [{ item: 1, dueOn: '2021-07-31' }],
      reason: '合同未约定期限，参照行业惯例和同类合同，以交付后60日为合理期限。',
    },
    shownToEnterprise: ['items', 'reason'],
    basis: policyAfter(order728, '8'),
    refuse: refuseDueDates,
  }),
  'interest.waive': defineEvent<InterestWaiver, ArrearsContext>({
    by: ['enterprise'],
    label: { zh: '放弃利息', en: 'Waive the interest' },
    payload: InterestWaiver,
    example: { waived: true, statement: '本企业自愿放弃全部逾期利息。', underPressure: false },
    // Who was pressed must not be given away to whom the case was with.
    hiddenFromHandler: ['underPressure'],
    basis: policy,
  }),
};

export function setDueDates(
  ledger: Ledger,
  { items: days, reason }: DueDates,
  on: BusinessDate,
): Ledger {
  return written(
    ledger,
    {
      items: ledger.items.map((item, index) => {
        const day = days.find((each) => each.item === index + 1);
        return day
          ? { ...item, dueOn: day.dueOn, dueOnSetBy: 'acceptor', termToExamine: false }
          : item;
      }),
    },
    ...days.map(({ item, dueOn }) => line('dueDateSet', on, { details: { item, dueOn, reason } })),
  );
}

export const waiveInterest = (ledger: Ledger, on: BusinessDate): Ledger =>
  written(ledger, { waiver: { on, payments: ledger.payments.length } }, line('interestWaived', on));

export const interestNotWaived = ({ context: { ledger } }: { readonly context: ArrearsContext }) =>
  ledger.waiver === null;
