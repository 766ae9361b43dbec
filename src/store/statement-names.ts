import { createHash } from 'node:crypto';

/** Statements of a program are few; texts beyond that are made up by lists of filters and the like. */
const MOST_STATEMENTS = 300;

/**
 * Begins a statement that the server is to plan anew for its values each time, because what is the
 * best way to some of them is the worst to others.
 */
export const PLANNED_FOR_ITS_VALUES = '/* planned for its values */';

const names = new Map<string, string>();

/**
 * The name under which the server keeps a statement; null for those that it does not keep. It
 * follows from the text alone: should a pooler hand a connection to another process, that one
 * finds the same statement under the same name, or none, and never somebody else's.
 */
export function statementName(text: string): string | null {
  if (text.startsWith(PLANNED_FOR_ITS_VALUES)) return null;
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= MOST_STATEMENTS) return null;
  // Less than the 63 bytes of a name in PostgreSQL, which it would cut off.
  const name = `qingnuo_${createHash('sha256').update(text).digest('hex').slice(0, 40)}`;
  names.set(text, name);
  return name;
}
