import type {
  ActingRole,
  BusinessDate,
  DayBasis,
  LedgerLine,
  LprPublication,
} from '../../../src/definition/index.js';
import type { Fen } from '../../../src/kernel/money.js';
import type { Regime } from '../due-date.js';
import type { Allocation, DebtOrder } from '../interest/allocation.js';
import type { LprQuote } from '../interest/lpr.js';
import type { InterestRate } from '../interest/rate.js';
import { noChoice, type ContractSubject, type RateChoice } from '../interest/readings.js';

/** A delivery, accepted part or settled stage, with a due date and so an interest of its own. */
export interface LedgerItem {
  readonly claimed: Fen;
  /** As the enterprise claims it until a result says otherwise. */
  readonly verified: Fen;
  readonly triggeredOn: BusinessDate;
  readonly invoiceNumber?: string;
  /** Null where neither contract nor Regulations give a number, until the acceptor sets a day. */
  readonly dueOn: BusinessDate | null;
  readonly dueOnSetBy: 'regulations' | 'acceptor';
  /** A large enterprise's long term by contract; the acceptor says whether it is reasonable. */
  readonly termToExamine: boolean;
}

/** The enterprise gave up its interest (放弃利息). */
export interface Waiver {
  readonly on: BusinessDate;
  /** How many payments had been reported by then: those are not after it. */
  readonly payments: number;
}

/**
 * A payment somebody reports. `pending`: it does not count yet, because neither has the enterprise
 * confirmed it nor a bank receipt stood unopposed; `counted`: one of them has.
 */
export interface LedgerPayment {
  readonly no: number;
  readonly on: BusinessDate;
  /** What of it belongs to this contract. */
  readonly amount: Fen;
  /** The item that the debtor named when it paid, from 1 on (《民法典》第五百六十条第一款). */
  readonly item: number | null;
  readonly status: 'pending' | 'counted' | 'disputed' | 'reversed';
  readonly recordedBy: ActingRole | 'system';
  readonly recordedOn: BusinessDate;
  /** A bank receipt among the files of the case. */
  readonly receipt: string | null;
  /** The day on which the enterprise itself said that it has come in. */
  readonly confirmedOn: BusinessDate | null;
  readonly countedOn: BusinessDate | null;
}

export interface Instalment {
  readonly no: number;
  readonly dueOn: BusinessDate;
  readonly amount: Fen;
  /** Its day has passed, and the days of grace after it. */
  readonly lapsed: 'no' | 'due' | 'grace';
}

/** A plan of repayment (还款计划). */
export interface Plan {
  readonly agreedOn: BusinessDate;
  readonly amount: Fen;
  readonly instalments: readonly Instalment[];
  /** What had been counted before it was agreed. */
  readonly paidBefore: Fen;
  /** Why it is over; null while it runs. */
  readonly ended: 'fulfilled' | 'missed' | 'given up' | null;
}

/** The money of a case: what the contract says, what happened, and every line of it. */
export interface Ledger {
  readonly contractSignedOn: BusinessDate;
  readonly regime: Regime;
  readonly subject: ContractSubject;
  /** Percent per year. */
  readonly agreedAnnualRate: string | null;
  /** A large enterprise's payment was made to depend on that of a third party (背靠背条款). */
  readonly payWhenPaid: boolean;
  /** By the Regulations; null for a contract that is older than they are. */
  readonly rate: InterestRate | null;
  /** The LPR that the agreed rate was compared with. */
  readonly lpr: LprQuote | null;
  /** For a contract that is older than the Regulations: the changes of the LPR that are known. */
  readonly lprChanges: readonly LprPublication[];
  /** What an officer decided about the interest of such a contract. */
  readonly rateChoice: RateChoice;
  readonly dayBasis: DayBasis;
  readonly dayBasisFrom: 'contract' | 'setting';
  readonly allocation: Allocation;
  readonly order: DebtOrder;
  readonly items: readonly LedgerItem[];
  readonly payments: readonly LedgerPayment[];
  readonly plan: Plan | null;
  /** In so many words; null: interest is not waived. */
  readonly waiver: Waiver | null;
  /** Files of the case; `shown`: the enterprise may open it. */
  readonly files: readonly { readonly id: string; readonly shown: boolean }[];
  /** Everything that was ever written into it, in order. */
  readonly lines: readonly LedgerLine[];
}

/** A ledger before anything is in it. */
export const emptyLedger: Ledger = {
  contractSignedOn: '1991-01-01',
  regime: 'none',
  subject: 'goods',
  agreedAnnualRate: null,
  payWhenPaid: false,
  rate: null,
  lpr: null,
  lprChanges: [],
  rateChoice: noChoice,
  dayBasis: 365,
  dayBasisFrom: 'setting',
  allocation: 'interestFirst',
  order: 'debtByDebt',
  items: [],
  payments: [],
  plan: null,
  waiver: null,
  files: [],
  lines: [],
};

/** What makes a line; the rest of it says nothing. */
export function line(
  kind: string,
  valueOn: BusinessDate,
  rest: Partial<Omit<LedgerLine, 'kind' | 'valueOn'>> = {},
): LedgerLine {
  return { kind, valueOn, amount: null, payment: null, flag: null, details: {}, ...rest };
}

/** The same ledger with changes and the lines that say so. */
export function written(
  ledger: Ledger,
  changes: Partial<Omit<Ledger, 'lines'>>,
  ...lines: readonly LedgerLine[]
): Ledger {
  return { ...ledger, ...changes, lines: [...ledger.lines, ...lines] };
}

export function paymentOf(ledger: Ledger, no: number): LedgerPayment | null {
  return ledger.payments.find((payment) => payment.no === no) ?? null;
}

export function withPayment(
  ledger: Ledger,
  no: number,
  changes: Partial<LedgerPayment>,
): readonly LedgerPayment[] {
  return ledger.payments.map((each) => (each.no === no ? { ...each, ...changes } : each));
}

/** A receipt that the enterprise can open: silence about it says something. */
export const isOpposable = (ledger: Ledger, receipt: string | null): boolean =>
  ledger.files.some(({ id, shown }) => shown && id === receipt);
