import { parseArgs } from 'node:util';
import { chinaInstant, isBusinessDate } from '../src/kernel/business-date.js';

/** What to simulate. */
export interface Options {
  readonly cases: number;
  /** First day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly days: number;
  /** The same seed makes the same choices. */
  readonly seed: number;
}

/** The command line asks for what cannot be simulated; the message names the option and its rule. */
export class OptionsInvalid extends Error {
  override readonly name = 'OptionsInvalid';
}

const MOST_CASES = 100_000;
const MOST_DAYS = 3_660;
const LARGEST_SEED = 2 ** 31 - 1;

/** @throws OptionsInvalid */
export function readOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const options = { cases: text, from: text, days: text, seed: text };
  let values: Partial<Record<keyof typeof options, string>>;
  try {
    ({ values } = parseArgs({ args: [...args], options }));
  } catch (error) {
    throw new OptionsInvalid(error instanceof Error ? error.message : String(error));
  }
  const { from = '2025-01-01' } = values;
  if (!isBusinessDate(from) || Number.isNaN(chinaInstant(from, 0).getTime())) {
    throw new OptionsInvalid(`--from must be a day that exists, as YYYY-MM-DD, not ${from}`);
  }
  return {
    cases: whole('cases', values.cases ?? '500', 1, MOST_CASES),
    from,
    days: whole('days', values.days ?? '365', 1, MOST_DAYS),
    seed: whole('seed', values.seed ?? '7', 0, LARGEST_SEED),
  };
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new OptionsInvalid(
    `--${name} must be a whole number from ${least} to ${most}, not ${text}`,
  );
}
