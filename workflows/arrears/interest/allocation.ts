import type { BusinessDate, CodeWords } from '../../../src/definition/index.js';
import { sum, type Fen } from '../../../src/kernel/money.js';

/** What a payment goes to first: its interest (《民法典》第五百六十一条), or the principal where agreed so. */
export const allocations = ['interestFirst', 'principalFirst'] as const;

export const allocationWords = {
  interestFirst: { zh: '先抵充利息', en: 'interest first' },
  principalFirst: { zh: '先抵充本金', en: 'principal first' },
} as const satisfies CodeWords<(typeof allocations)[number]>;

export type Allocation = (typeof allocations)[number];

/**
 * In which order several debts are paid. `debtByDebt`: one debt after the other (《民法典》第五百六十条),
 * of each its interest before its principal (第五百六十一条); `allInterestFirst`: the interest of all debts
 * before any principal.
 */
export const debtOrders = ['debtByDebt', 'allInterestFirst'] as const;

export const debtOrderWords = {
  debtByDebt: { zh: '逐笔抵充，每笔先利息后本金', en: 'debt by debt, of each the interest first' },
  allInterestFirst: { zh: '先抵充全部利息，再抵充本金', en: 'all interest before any principal' },
} as const satisfies CodeWords<(typeof debtOrders)[number]>;

export type DebtOrder = (typeof debtOrders)[number];

/** What is left of one debt on a day. */
export interface Account {
  /** Place of the debt in the list. */
  readonly index: number;
  readonly dueOn: BusinessDate | null;
  unpaidInterest: Fen;
  unpaid: Fen;
}

/** What of a payment went to one debt. */
export interface Part {
  readonly debt: number;
  readonly toInterest: Fen;
  readonly toPrincipal: Fen;
}

/** What became of a payment. */
export interface Allocated {
  readonly toInterest: Fen;
  readonly toPrincipal: Fen;
  /** What was paid beyond all that was owed on that day. */
  readonly surplus: Fen;
  /** The debts that it went to, in the order in which they were paid. */
  readonly parts: readonly Part[];
}

/** How payments go to debts. */
export interface Allocating {
  readonly allocation: Allocation;
  readonly order: DebtOrder;
}

type Field = 'unpaidInterest' | 'unpaid';

/**
 * Takes a payment off what is owed. The debt that the debtor named comes first (第五百六十条第一款); then
 * what fell due first, debts of one day by their shares (第五百六十条第二款), what has no due date last.
 *
 * @param named place of the debt that the debtor named when it paid; null: none
 */
export function allocate(
  accounts: readonly Account[],
  amount: Fen,
  { allocation, order }: Allocating,
  named: number | null,
): Allocated {
  const groups = inOrder(accounts, named);
  const paid = new Map<number, { toInterest: Fen; toPrincipal: Fen }>();
  let left = amount;
  const pay = (group: readonly Account[], fields: readonly Field[]) => {
    const given = Math.min(left, owedOf(group, fields));
    if (given === 0) return;
    const shares = shared(
      given,
      group.map((account) => owedOf([account], fields)),
    );
    group.forEach((account, index) => {
      settle(account, shares[index] ?? 0, fields, paid);
    });
    left -= given;
  };
  if (allocation === 'interestFirst' && order === 'debtByDebt') {
    for (const group of groups) pay(group, ['unpaidInterest', 'unpaid']);
  } else {
    const [first, second]: readonly [Field, Field] =
      allocation === 'interestFirst' ? ['unpaidInterest', 'unpaid'] : ['unpaid', 'unpaidInterest'];
    for (const group of groups) pay(group, [first]);
    for (const group of groups) pay(group, [second]);
  }
  const parts = [...paid].map(([debt, part]) => ({ debt, ...part }));
  return {
    toInterest: sum(parts.map(({ toInterest }) => toInterest)),
    toPrincipal: sum(parts.map(({ toPrincipal }) => toPrincipal)),
    surplus: left,
    parts,
  };
}

/** Debts that are paid alike stand in one group, groups in the order of payment. */
function inOrder(accounts: readonly Account[], named: number | null): readonly Account[][] {
  const first = accounts.filter(({ index }) => index === named);
  const byDay = new Map<string, Account[]>();
  for (const account of accounts) {
    if (account.index === named) continue;
    const day = account.dueOn ?? NO_DAY;
    byDay.set(day, [...(byDay.get(day) ?? []), account]);
  }
  const days = [...byDay].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
  return first.length > 0 ? [first, ...days] : days;
}

/** After every day there is. */
const NO_DAY = '9999-12-31';

function owedOf(group: readonly Account[], fields: readonly Field[]): Fen {
  return sum(group.flatMap((account) => fields.map((field) => account[field])));
}

function settle(
  account: Account,
  share: Fen,
  fields: readonly Field[],
  paid: Map<number, { toInterest: Fen; toPrincipal: Fen }>,
): void {
  let left = share;
  for (const field of fields) {
    const part = Math.min(left, account[field]);
    if (part === 0) continue;
    account[field] -= part;
    left -= part;
    const before = paid.get(account.index) ?? { toInterest: 0, toPrincipal: 0 };
    paid.set(account.index, {
      toInterest: before.toInterest + (field === 'unpaidInterest' ? part : 0),
      toPrincipal: before.toPrincipal + (field === 'unpaid' ? part : 0),
    });
  }
}

/**
 * A sum by shares, in whole fen that add up to it: what rounding down leaves goes to the largest
 * fractions, and of equal ones to the earlier.
 */
export function shared(amount: Fen, shares: readonly Fen[]): readonly Fen[] {
  const whole = BigInt(sum(shares));
  if (whole === 0n) return shares.map(() => 0);
  const exact = shares.map((share) => BigInt(amount) * BigInt(share));
  const floors = exact.map((each) => Number(each / whole));
  const missing = amount - sum(floors);
  const byFraction = exact
    .map((each, index) => ({ index, fraction: each % whole }))
    .toSorted((a, b) =>
      a.fraction === b.fraction ? a.index - b.index : a.fraction > b.fraction ? -1 : 1,
    );
  const raised = new Set(byFraction.slice(0, missing).map(({ index }) => index));
  return floors.map((floor, index) => floor + (raised.has(index) ? 1 : 0));
}
