import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import {
  Asks,
  IsText,
  IsBusinessDate,
  IsPositiveMoney,
  defineEvent,
  type BusinessDate,
  type CaseEvent,
  type InputError,
  type RuleInput,
} from '../../src/definition/index.js';
import { fromFen } from '../../src/kernel/money.js';
import { policy } from '../acts/instruments.js';
import type { ArrearsContext } from './arrears.context.js';
import { interestKnown, surplusOf } from './ledger/figures.js';
import { paymentOf, type LedgerPayment } from './ledger/ledger.js';
import {
  isDisputable,
  isUnconfirmed,
  mayReverse,
  nextPayment,
  ownPart,
} from './ledger/payments.js';

/** A payment that somebody reports. */
export class PaymentRecord {
  @Asks('付款日期', 'Paid on')
  @IsBusinessDate()
  readonly on!: BusinessDate;

  @Asks('付款金额（元）', 'Amount paid (yuan)')
  @IsPositiveMoney()
  readonly amount!: string;

  /** The bank receipt (银行回单), one of the files of the case that the enterprise may open. */
  @Asks('银行回单', 'Bank receipt')
  @IsOptional()
  @IsUUID()
  readonly evidenceId?: string;

  /** What of the amount was paid on other contracts. */
  @Asks('其中用于其他合同的金额（元）', 'Of it for other contracts (yuan)')
  @IsOptional()
  @IsPositiveMoney()
  readonly otherContracts?: string;

  /**
   * What of it was paid for the costs of enforcing the claim (实现债权的费用), or as damages and
   * penalties beyond the interest; it lessens neither interest nor principal (《民法典》第五百六十一条).
   */
  @Asks('其中用于实现债权费用的金额（元）', 'Of it for the costs of the claim (yuan)')
  @IsOptional()
  @IsPositiveMoney()
  readonly costs?: string;

  /** The item of the claim that the debtor named when it paid (《民法典》第五百六十条第一款), from 1 on. */
  @Asks('指定抵充的欠款序号', 'Item that the payment was for', {
    hint: { zh: '付款方付款时指明的，从1开始', en: 'Where the debtor named it; from 1 on' },
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(200)
  readonly item?: number;

  @Asks('备注', 'Note')
  @IsOptional()
  @IsText(2_000, { mayBeEmpty: true })
  readonly note?: string;
}

/** A payment by its number in the ledger. */
export class PaymentReference {
  @Asks('付款序号', 'Number of the payment')
  @IsInt()
  @Min(1)
  @Max(100_000)
  readonly payment!: number;
}

export class PaymentObjection extends PaymentReference {
  @Asks('异议理由', 'Reason for the objection')
  @IsText(2_000)
  readonly reason!: string;
}

function refuseRecord({
  payload,
  context: { ledger },
  actor,
  on,
}: RuleInput<PaymentRecord, ArrearsContext>): readonly InputError[] {
  const broken = (field: string, rule: string, message: string): InputError[] => [
    { path: `payload.${field}`, rule, message },
  ];
  if (payload.on > on) return broken('on', 'notInFuture', `This cannot lie after today, ${on}.`);
  if (payload.item !== undefined && payload.item > ledger.items.length) {
    return broken('item', 'itemKnown', 'The claim has no such item.');
  }
  const { evidenceId } = payload;
  const file = ledger.files.find(({ id }) => id === evidenceId);
  if (evidenceId !== undefined && !file) {
    return broken('evidenceId', 'fileOfCase', 'The case has no such file.');
  }
  if (file?.shown === false) {
    const message = 'The enterprise cannot open this file, so its silence about it says nothing.';
    return broken('evidenceId', 'fileShownToEnterprise', message);
  }
  const amount = ownPart(payload);
  if (amount <= 0) {
    const field = payload.otherContracts === undefined ? 'costs' : 'otherContracts';
    return broken(field, 'partOfPayment', 'Nothing is left for this contract.');
  }
  // Where interest cannot be said, nobody can say that it was paid twice.
  if (!interestKnown(ledger, on)) return [];
  const surplus = surplusOf(ledger, nextPayment(ledger, payload, actor, on));
  if (surplus === 0) return [];
  return broken(
    'amount',
    'withinOwed',
    `This is ${fromFen(surplus)} more than is owed. Does it include other contracts, or costs and damages? Then say in otherContracts or costs how much of it.`,
  );
}

/** The payment must be there and be one that the act is for. */
function refuseUnless(
  fits: (payment: LedgerPayment, event: Pick<CaseEvent, 'actor'>) => boolean,
  rule: string,
  message: string,
) {
  return ({
    payload,
    context: { ledger },
    actor,
  }: RuleInput<PaymentReference, ArrearsContext>): readonly InputError[] => {
    const path = 'payload.payment';
    const payment = paymentOf(ledger, payload.payment);
    if (!payment) {
      return [{ path, rule: 'paymentKnown', message: 'The ledger has no payment of this number.' }];
    }
    return fits(payment, { actor }) ? [] : [{ path, rule, message }];
  };
}

const everybody = ['enterprise', 'handler', 'handlerHead', 'acceptor', 'acceptorHead'] as const;
const evidenceId = '0190a6e0-0000-7000-8000-0000000e0001';

/** The acts about payments (回款登记、确认、异议、冲正). */
export const paymentEvents = {
  'payment.record': defineEvent<PaymentRecord, ArrearsContext>({
    by: everybody,
    keyScope: 'money',
    label: { zh: '登记回款', en: 'Record a payment' },
    payload: PaymentRecord,
    example: { on: '2026-04-15', amount: '300000.00', evidenceId, note: '附银行回单。' },
    shownToEnterprise: ['on', 'amount', 'evidenceId', 'otherContracts', 'costs', 'item', 'note'],
    basis: policy,
    refuse: refuseRecord,
  }),
  'payment.confirm': defineEvent<PaymentReference, ArrearsContext>({
    by: ['enterprise'],
    keyScope: 'money',
    label: { zh: '确认到账', en: 'Confirm a payment' },
    payload: PaymentReference,
    example: { payment: 1 },
    basis: policy,
    refuse: refuseUnless(
      isUnconfirmed,
      'paymentUnconfirmed',
      'It is confirmed already, or was taken back.',
    ),
  }),
  'payment.dispute': defineEvent<PaymentObjection, ArrearsContext>({
    by: ['enterprise'],
    keyScope: 'money',
    label: { zh: '对回款提出异议', en: 'Dispute a payment' },
    payload: PaymentObjection,
    example: { payment: 1, reason: '该笔款项未到账。' },
    basis: policy,
    refuse: refuseUnless(
      isDisputable,
      'paymentDisputable',
      'You have confirmed it yourself, or it does not count anyway.',
    ),
  }),
  'payment.reverse': defineEvent<PaymentObjection, ArrearsContext>({
    by: everybody,
    // An enterprise takes back its own word alone, a record or a confirmation of its own, and gives
    // up nothing by it: a system that has booked something twice can put that right.
    keyScope: 'money',
    label: { zh: '冲正回款', en: 'Take back a payment' },
    payload: PaymentObjection,
    example: { payment: 1, reason: '登记有误：该笔款项属于另一合同。' },
    shownToEnterprise: ['payment', 'reason'],
    basis: policy,
    refuse: refuseUnless(
      (payment, { actor }) => mayReverse(payment, actor),
      'paymentOwn',
      'It is taken back by the side that recorded it, and once confirmed by the enterprise alone.',
    ),
  }),
};

interface Asked {
  readonly context: ArrearsContext;
  readonly event: CaseEvent;
}

/** Whether there is anything that an act about payments could be for. */
export const paymentGuards = {
  paymentToConfirm: ({ context: { ledger } }: Asked) => ledger.payments.some(isUnconfirmed),
  paymentToDispute: ({ context: { ledger } }: Asked) => ledger.payments.some(isDisputable),
  paymentToReverse: ({ context: { ledger }, event }: Asked) =>
    ledger.payments.some((payment) => mayReverse(payment, event.actor)),
};
