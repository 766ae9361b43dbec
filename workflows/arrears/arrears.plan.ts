import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsOptional,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import {
  Asks,
  IsBusinessDate,
  IsPositiveMoney,
  IsText,
  YEARS_AHEAD,
  defineEvent,
  type BusinessDate,
  type InputError,
  type RuleInput,
} from '../../src/definition/index.js';
import { fromFen, sumOfMoney, toFen } from '../../src/kernel/money.js';
import { policy } from '../acts/instruments.js';
import type { ArrearsContext } from './arrears.context.js';
import { figuresOf, undisputedLeft } from './ledger/figures.js';

class InstalmentInput {
  @Asks('应付日期', 'Due on')
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  readonly dueOn!: BusinessDate;

  @Asks('应付金额（元）', 'Amount due (yuan)')
  @IsPositiveMoney()
  readonly amount!: string;
}

/** What both sides have agreed on (还款计划); it is proved by bank receipts. */
export class PlanAgreement {
  /** All of it; what the instalments add up to. */
  @Asks('计划付款总额（元）', 'Total of the plan (yuan)', {
    hint: { zh: '应当等于各期金额之和', en: 'What the instalments add up to' },
  })
  @IsPositiveMoney()
  readonly amount!: string;

  @Asks('各期付款', 'Instalments')
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(120)
  @ValidateNested({ each: true })
  @Type(() => InstalmentInput)
  readonly instalments!: readonly InstalmentInput[];

  /** The agreement, one of the files of the case. */
  @Asks('付款协议', 'Agreement')
  @IsOptional()
  @IsUUID()
  readonly evidenceId?: string;

  @Asks('备注', 'Note')
  @IsOptional()
  @IsText(2_000, { mayBeEmpty: true })
  readonly note?: string;
}

function refusePlan(input: RuleInput<PlanAgreement, ArrearsContext>): readonly InputError[] {
  const { payload, context } = input;
  const { instalments, amount, evidenceId } = payload;
  const misplaced = instalmentsOutOfOrder(input);
  if (misplaced.length > 0) return misplaced;
  const planned = sumOfMoney(instalments.map((each) => each.amount));
  if (planned !== toFen(amount)) {
    const message = `The instalments add up to ${fromFen(planned)}, not to ${amount}.`;
    return [{ path: 'payload.instalments', rule: 'planAddsUp', message }];
  }
  if (evidenceId !== undefined && !context.ledger.files.some(({ id }) => id === evidenceId)) {
    const message = 'The case has no such file.';
    return [{ path: 'payload.evidenceId', rule: 'fileOfCase', message }];
  }
  return planBesideDebt(input, planned);
}

function instalmentsOutOfOrder({
  payload: { instalments },
  on,
}: RuleInput<PlanAgreement, ArrearsContext>): readonly InputError[] {
  return instalments.flatMap(({ dueOn }, index) => {
    const path = `payload.instalments[${index}].dueOn`;
    if (dueOn <= on) {
      return [{ path, rule: 'inFuture', message: `An instalment is due after today, ${on}.` }];
    }
    const before = instalments[index - 1]?.dueOn ?? '';
    if (dueOn > before) return [];
    const message = `An instalment is due after the one before it, ${before}.`;
    return [{ path, rule: 'instalmentsInOrder', message }];
  });
}

/** At least the undisputed principal, at most what would be owed on the last day of the plan. */
function planBesideDebt(
  { payload, context: { ledger, amounts }, on }: RuleInput<PlanAgreement, ArrearsContext>,
  planned: number,
): readonly InputError[] {
  const path = 'payload.amount';
  const least = undisputedLeft(ledger, toFen(amounts?.undisputed ?? '0.00'), on);
  if (planned < least) {
    const message = `${fromFen(least)} of the undisputed principal is unpaid; a plan covers all of it (Article 15).`;
    return [{ path, rule: 'planCoversUndisputed', message }];
  }
  const until = payload.instalments.at(-1)?.dueOn ?? on;
  const { outstandingPrincipal, outstandingInterest } = figuresOf(ledger, until);
  const most = outstandingPrincipal + outstandingInterest;
  if (planned <= most || ledger.rate === null) return [];
  const message = `No more than ${fromFen(most)} will be owed on ${until}, interest included.`;
  return [{ path, rule: 'planWithinOwed', message }];
}

/** The agreement on a plan; its days become clocks of their own. */
export const planEvents = {
  'plan.agree': defineEvent<PlanAgreement, ArrearsContext>({
    by: ['handler', 'handlerHead'],
    label: { zh: '达成还款计划', en: 'Agree on a plan of repayment' },
    payload: PlanAgreement,
    example: {
      amount: '800000.00',
      instalments: [
        { dueOn: '2034-11-30', amount: '400000.00' },
        { dueOn: '2034-12-29', amount: '400000.00' },
      ],
      note: '以银行回单为履行凭证。',
    },
    shownToEnterprise: ['amount', 'instalments', 'evidenceId', 'note'],
    basis: policy,
    refuse: refusePlan,
  }),
};
