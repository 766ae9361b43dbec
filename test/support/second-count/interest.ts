/**
 * Interest of late payment a second time, as somebody with a sheet of paper would count it: day by
 * day, in exact fractions. It shares no code with the product, and is slow.
 */

/** `null`: no rate can be said for the day. */
type RateOfDay = (day: string) => { readonly percent: string; readonly per: 'day' | 'year' } | null;

export interface PaperDebt {
  readonly principal: number;
  readonly dueOn: string | null;
  readonly rate: RateOfDay;
}

export interface PaperPayment {
  readonly on: string;
  readonly amount: number;
  readonly debt?: number | null;
  readonly afterWaiver?: boolean;
}

export interface PaperCase {
  readonly debts: readonly PaperDebt[];
  readonly payments: readonly PaperPayment[];
  readonly until: string;
  readonly dayBasis: number;
  readonly allocation: 'interestFirst' | 'principalFirst';
  readonly order: 'debtByDebt' | 'allInterestFirst';
  readonly waivedOn: string | null;
}

/** So many units are one fen: small enough for each rate, a multiple of 360 and of 365. */
const UNIT = 1_000_000n * 26_280n;

export function interestOnPaper(paper: PaperCase) {
  const { debts, payments, until, waivedOn } = paper;
  // What has arisen since the principal last changed stands in units, and is rounded when it does.
  const rows = debts.map(({ principal }) => ({ principal, open: 0n, interest: 0 }));
  let paidInterest = 0;
  let paidPrincipal = 0;
  let surplus = 0;
  let waived = 0;
  const round = () => {
    for (const row of rows) {
      row.interest += Number((row.open * 2n + UNIT) / (UNIT * 2n));
      row.open = 0n;
    }
  };
  const pay = ({ amount, debt = null }: PaperPayment) => {
    round();
    let left = amount;
    for (const [row, field, share] of shares(paper, rows, left, debt)) {
      const taken = Math.min(share, rows[row]?.[field] ?? 0, left);
      const target = rows[row];
      if (!target) continue;
      target[field] -= taken;
      left -= taken;
      if (field === 'interest') paidInterest += taken;
      else paidPrincipal += taken;
    }
    surplus += left;
  };
  for (let day = firstDay(paper); day <= until; day = tomorrow(day)) {
    const isWaived = waivedOn !== null && day > waivedOn;
    debts.forEach(({ dueOn, rate }, index) => {
      const row = rows[index];
      if (!row || dueOn === null || day <= dueOn || isWaived) return;
      row.open += unitsOfDay(row.principal, rate(day), paper.dayBasis);
    });
    const today = payments.filter(({ on }) => on === day);
    today.filter((each) => day !== waivedOn || each.afterWaiver !== true).forEach(pay);
    if (day === waivedOn) {
      round();
      for (const row of rows) {
        waived += row.interest;
        row.interest = 0;
      }
      today.filter(({ afterWaiver }) => afterWaiver === true).forEach(pay);
    }
  }
  round();
  const total = (field: 'principal' | 'interest') => rows.reduce((sum, row) => sum + row[field], 0);
  return {
    paidInterest,
    paidPrincipal,
    waivedInterest: waived,
    outstandingInterest: total('interest'),
    outstandingPrincipal: total('principal'),
    surplus,
  };
}

type Field = 'principal' | 'interest';
type Row = Readonly<Record<Field, number>>;

/** To which rows a payment goes, one after the other, and how much of it at most. */
function shares(
  { debts, allocation, order }: PaperCase,
  rows: readonly Row[],
  amount: number,
  named: number | null,
): readonly (readonly [number, Field, number])[] {
  const rank = (index: number) => {
    if (index === named) return '0';
    return debts[index]?.dueOn ?? 'never';
  };
  const ranks = [...new Set(debts.map((_, index) => rank(index)))].sort();
  const members = ranks.map((each) =>
    debts.flatMap((_, index) => (rank(index) === each ? [index] : [])),
  );
  const fields: readonly Field[] =
    allocation === 'interestFirst' ? ['interest', 'principal'] : ['principal', 'interest'];
  const turns: (readonly [readonly number[], readonly Field[]])[] =
    allocation === 'interestFirst' && order === 'debtByDebt'
      ? members.map((group) => [group, fields] as const)
      : fields.flatMap((field) => members.map((group) => [group, [field]] as const));
  let left = amount;
  return turns.flatMap(([group, which]) => {
    const owed = group.map((index) =>
      which.reduce((sum, field) => sum + (rows[index]?.[field] ?? 0), 0),
    );
    const all = owed.reduce((sum, each) => sum + each, 0);
    const given = Math.min(left, all);
    left -= given;
    const parts = byShares(given, owed);
    return group.flatMap((index, place) => {
      let part = parts[place] ?? 0;
      return which.map((field) => {
        const taken = Math.min(part, rows[index]?.[field] ?? 0);
        part -= taken;
        return [index, field, taken] as const;
      });
    });
  });
}

/** Whole parts that add up: one more for those whose rest is the largest, the earlier of equals. */
function byShares(amount: number, owed: readonly number[]): readonly number[] {
  const all = BigInt(owed.reduce((sum, each) => sum + each, 0));
  if (all === 0n) return owed.map(() => 0);
  const parts = owed.map((each) => (BigInt(amount) * BigInt(each)) / all);
  const rests = owed.map((each) => (BigInt(amount) * BigInt(each)) % all);
  let missing = BigInt(amount) - parts.reduce((sum, each) => sum + each, 0n);
  while (missing > 0n) {
    const largest = rests.reduce(
      (best, rest, index) => (rest > (rests[best] ?? -1n) ? index : best),
      0,
    );
    parts[largest] = (parts[largest] ?? 0n) + 1n;
    rests[largest] = -1n;
    missing -= 1n;
  }
  return parts.map(Number);
}

function unitsOfDay(principal: number, rate: ReturnType<RateOfDay>, dayBasis: number): bigint {
  if (rate === null) return 0n;
  const [whole = '0', decimals = ''] = rate.percent.split('.');
  const millionths = BigInt(whole + decimals.padEnd(4, '0'));
  return (BigInt(principal) * millionths * 26_280n) / (rate.per === 'day' ? 1n : BigInt(dayBasis));
}

function firstDay({ debts, payments, until, waivedOn }: PaperCase): string {
  const days = [
    until,
    ...debts.flatMap(({ dueOn }) => (dueOn === null ? [] : [dueOn])),
    ...payments.map(({ on }) => on),
    ...(waivedOn === null ? [] : [waivedOn]),
  ];
  return days.sort()[0] ?? until;
}

/** Each day with the one after it. */
const tomorrows = new Map(
  Array.from({ length: 15_000 }, (_, index) => [dayAt(index), dayAt(index + 1)] as const),
);

function dayAt(index: number): string {
  return new Date(Date.UTC(2000, 0, 1 + index)).toISOString().slice(0, 10);
}

function tomorrow(day: string): string {
  const next = tomorrows.get(day);
  if (next === undefined) throw new RangeError(`${day} is not in the list.`);
  return next;
}
