import type { BusinessDate } from '../kernel/business-date.js';

/**
 * A cell: a text, a whole number, an amount in yuan or another decimal number (each a decimal
 * string), a day, or nothing.
 */
export type Cell =
  | string
  | number
  | null
  | { readonly money: string }
  | { readonly decimal: string }
  | { readonly day: BusinessDate }
  | { readonly heading: string };

export type Row = readonly Cell[];

/** An amount as a cell that a sheet can add up. */
export const money = (amount: unknown): Cell =>
  typeof amount === 'string' ? { money: amount } : null;

/** A day as a cell that a sheet can sort and count with. */
export const day = (date: unknown): Cell => (typeof date === 'string' ? { day: date } : null);

/** A rate, as a number with as many places as it has. */
export const decimal = (value: unknown): Cell =>
  typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value) ? { decimal: value } : textOf(value);

export const heading = (text: string): Cell => ({ heading: text });

/** A text cell of what may be a text. */
export const textOf = (value: unknown): Cell =>
  typeof value === 'string' || typeof value === 'number' ? value : null;
