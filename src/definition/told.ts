import type { Label } from './label.js';
import type { Office, Party } from './party.js';

/**
 * How somebody outside the administration learns of a term that runs against him. Nobody is late
 * who was never told (未经送达，期限不起算): while no letter that begins the term has arrived, it
 * stands still, and an officer serves it in another way, from which day on it runs anew.
 */
export type Told<Context = never> = ToldByLetter<Context> | ToldOtherwise;

export interface ToldByLetter<Context = never> {
  /** Each begins the term; they go to who owes the act, and are about this clock. */
  readonly by: readonly string[];
  /** Who serves it in another way when they come back, and is reminded of that. */
  readonly servedBy: Party | Office;
  /** It was served otherwise from the start, on paper say: what becomes of a letter is nothing to it. */
  readonly unless?: (context: Context) => boolean;
}

export interface ToldOtherwise {
  /** Why the term depends on no letter: he was there, or promised it himself. */
  readonly withoutLetter: Label;
}

/** The letter to whoever serves a term in another way, because its own has not arrived. */
export const UNSERVED = 'termUnserved';

/** The same for the head, when nobody has served it for long; a workflow may do without. */
export const UNSERVED_TO_HEAD = 'termUnservedToHead';

/** The letter part of it; null where the term depends on no letter. */
export function toldByLetter<Context>(
  told: Told<Context> | undefined,
): ToldByLetter<Context> | null {
  return told && 'by' in told ? told : null;
}
