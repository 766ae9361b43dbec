/** A cell: a text, an amount in yuan (a decimal string), a whole number, or nothing. */
export type Cell =
  string | number | null | { readonly money: string } | { readonly heading: string };

export type Row = readonly Cell[];

/** An amount as a cell that a sheet can add up. */
export const money = (amount: unknown): Cell =>
  typeof amount === 'string' ? { money: amount } : null;

export const heading = (text: string): Cell => ({ heading: text });

/** A text cell of what may be a text. */
export const textOf = (value: unknown): Cell =>
  typeof value === 'string' || typeof value === 'number' ? value : null;
