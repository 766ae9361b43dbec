import type { Term } from './clock.js';

/**
 * An act that somebody without an account does by the link in a letter, once. The link is bound to
 * the case, the act and the generation of the clock that runs when the letter is owed; it opens
 * nothing else.
 */
export interface LinkDefinition<Context = never> {
  /** The clock that the link ends with. */
  readonly clock: string;
  /** How long after its due day an answer is still taken, late as it is. */
  readonly grace: Term;
  /** What the page is called, in Chinese, as every reader of such a page reads it. */
  readonly title: string;
  /** What the page asks, as plain text, in its order. */
  readonly asks: (context: Context) => readonly string[];
}

/** By act; its payload is that of `LinkAnswer`, because the page has a text and files. */
export type LinkDefinitions<Context = never> = Readonly<Record<string, LinkDefinition<Context>>>;
