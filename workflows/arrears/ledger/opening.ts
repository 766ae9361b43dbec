import type { OpeningInput } from '../../../src/definition/index.js';
import { daysBetween } from '../../../src/kernel/business-date.js';
import { toFen } from '../../../src/kernel/money.js';
import { isPublicBody } from '../../acts/filing.js';
import type { ArrearsFiling } from '../arrears.filing.js';
import { itemDue, regimeOf, type PaymentTerm } from '../due-date.js';
import { emptyLedger, line, written, type Ledger, type LedgerPayment } from './ledger.js';
import { withLpr } from './rates.js';
import { verified, type Amounts } from './result.js';

/** The ledger of a complaint: what is claimed, what was paid by then, and by what it bears interest. */
export function openLedger(input: OpeningInput<ArrearsFiling>): Ledger {
  const { filing, on, calendar, earlier, openAgainstRespondent } = input;
  const { contract, claim, respondent } = filing;
  const items = claim.items.map((item) => {
    const { amount, triggeredOn, invoiceNumber } = item;
    const due = itemDue(paymentTermOf(filing, item), calendar);
    return {
      ...(invoiceNumber !== undefined && { invoiceNumber }),
      claimed: toFen(amount),
      verified: toFen(amount),
      triggeredOn,
      dueOn: due.dueOn,
      dueOnSetBy: 'regulations' as const,
      termToExamine: due.toExamine,
    };
  });
  const payments = claim.payments.map((payment, index): LedgerPayment => ({
    no: index + 1,
    on: payment.on,
    amount: toFen(payment.amount),
    item: payment.item ?? null,
    status: 'counted',
    recordedBy: 'enterprise',
    recordedOn: on,
    receipt: null,
    confirmedOn: on,
    countedOn: on,
  }));
  const contracted: Ledger = {
    ...emptyLedger,
    contractSignedOn: contract.signedOn,
    regime: regimeOf(contract.signedOn),
    agreedAnnualRate: contract.agreedAnnualRate ?? null,
  };
  const opened = written(
    withLpr(contracted, input.lpr),
    {
      subject: contract.subject,
      payWhenPaid: contract.backToBack === true && !isPublicBody(respondent.type),
      dayBasis: contract.dayBasis ?? input.dayBasis,
      dayBasisFrom: contract.dayBasis === undefined ? 'setting' : 'contract',
      allocation: contract.allocation ?? 'interestFirst',
      items,
      payments,
      files: earlier?.evidence ?? [],
    },
    ...items.map((item, index) =>
      line('claimed', item.triggeredOn, {
        amount: item.claimed,
        details: { item: index + 1, dueOn: item.dueOn },
      }),
    ),
    ...payments.map(({ no, on: day, amount }) =>
      line('paid', day, { amount: -amount, payment: no, details: { by: 'enterprise' } }),
    ),
    ...(openAgainstRespondent > 0
      ? [line('filed', on, { flag: 'openArrears', details: { openCases: openAgainstRespondent } })]
      : []),
  );
  const amounts = (earlier?.context['amounts'] ?? null) as Amounts | null;
  return amounts ? verified(opened, null, amounts, on) : opened;
}

/** The term of an item: its own, as a number of days or a day, else that of the contract. */
export function paymentTermOf(
  { contract, respondent }: Pick<ArrearsFiling, 'contract' | 'respondent'>,
  { triggeredOn, dueOn, ...item }: ArrearsFiling['claim']['items'][number],
): PaymentTerm {
  const { signedOn } = contract;
  const hasOwn = item.agreedDays !== undefined;
  const { agreedDays, agreedUnit }: Pick<PaymentTerm, 'agreedDays' | 'agreedUnit'> =
    dueOn === undefined
      ? hasOwn
        ? item
        : contract
      : { agreedDays: daysBetween(triggeredOn, dueOn), agreedUnit: 'calendarDay' };
  return {
    contractSignedOn: signedOn,
    debtorType: respondent.type,
    triggeredOn,
    ...(agreedDays !== undefined && { agreedDays }),
    ...(agreedUnit !== undefined && { agreedUnit }),
  };
}
