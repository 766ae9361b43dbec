import type { OpeningInput } from '../../../src/definition/index.js';
import { toFen } from '../../../src/kernel/money.js';
import type { ArrearsFiling } from '../arrears.filing.js';
import { paymentDueOn, regimeOf } from '../due-date.js';
import { interestRate, judicialRate, type ChosenRate } from '../interest-rate.js';
import { emptyLedger, line, written, type Ledger, type LedgerPayment } from './ledger.js';
import { verified, type Amounts } from './result.js';

/** The ledger of a complaint: what is claimed, what was paid by then, and by what it bears interest. */
export function openLedger(input: OpeningInput<ArrearsFiling>): Ledger {
  const { filing, on, calendar, earlier, openAgainstRespondent } = input;
  const { contract, claim, respondent } = filing;
  const chosen = rateOf(input);
  const items = claim.items.map(({ amount, triggeredOn }) => ({
    claimed: toFen(amount),
    verified: toFen(amount),
    triggeredOn,
    dueOn: paymentDueOn(
      {
        contractSignedOn: contract.signedOn,
        debtorType: respondent.type,
        triggeredOn,
        ...(contract.agreedDays !== undefined && { agreedDays: contract.agreedDays }),
      },
      calendar,
    ),
    dueOnSetBy: 'regulations' as const,
  }));
  const payments = claim.payments.map((payment, index): LedgerPayment => ({
    no: index + 1,
    on: payment.on,
    amount: toFen(payment.amount),
    status: 'counted',
    recordedBy: 'enterprise',
    recordedOn: on,
    receipt: null,
    confirmedOn: on,
    countedOn: on,
  }));
  const opened = written(
    emptyLedger,
    {
      contractSignedOn: contract.signedOn,
      regime: regimeOf(contract.signedOn),
      rate: chosen?.rate ?? null,
      judicialRate: scenarioOf(input)?.rate ?? null,
      lpr: chosen?.lpr ?? null,
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

/** Where the Regulations do not govern, the contract's own rate stands, if it has one. */
function rateOf({ filing, lpr }: OpeningInput<ArrearsFiling>): ChosenRate | null {
  const { signedOn, agreedAnnualRate } = filing.contract;
  if (regimeOf(signedOn) !== 'none') {
    return interestRate(rateTermsOf(filing.contract), lpr);
  }
  return agreedAnnualRate === undefined
    ? null
    : { rate: { basis: 'agreed', percent: agreedAnnualRate, per: 'year' }, lpr: null };
}

/** Only a large enterprise's pay-when-paid clause is what the court's reply is about. */
function scenarioOf({ filing, lpr }: OpeningInput<ArrearsFiling>): ChosenRate | null {
  const { contract, respondent } = filing;
  const isLarge =
    respondent.type === 'largeEnterprise' || respondent.type === 'stateOwnedEnterprise';
  return contract.backToBack === true && isLarge ? judicialRate(rateTermsOf(contract), lpr) : null;
}

const rateTermsOf = ({ signedOn, agreedAnnualRate }: ArrearsFiling['contract']) => ({
  contractSignedOn: signedOn,
  ...(agreedAnnualRate !== undefined && { agreedAnnualRate }),
});
