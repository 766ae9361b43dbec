/**
 * What no input exceeds, whatever its class says. A value within them is read in a time that is
 * small however it is built; each lies above anything that a class declares, and a spec says so.
 */
export const inputLimits = {
  /** Members of an object. */
  members: 200,
  /** Items of a list that declares no maximum of its own. */
  items: 1_000,
  /** Characters of a text that declares no maximum of its own, such as a date or a code. */
  characters: 1_000,
  /** Characters of a text in a value that has no class yet. */
  openCharacters: 200_000,
  /** Levels; deeper than any declared payload, and far from where a stack ends. */
  depth: 16,
  /** Values of all kinds together. */
  nodes: 20_000,
} as const;

/** Of a name in somebody's object, as an error tells it. */
export const LONGEST_NAME_TOLD = 60;
