import type { Clock, PlannedStage } from '../clocks/clock.entity.js';

/** Why a letter is owed: an entry of the history. */
export const causeOfEvent = (seq: number): string => `event:${seq}`;

/** The same of a moment of a clock that has no entry. */
export const causeOfStage = (
  { name, generation }: Pick<Clock, 'name' | 'generation'>,
  { offset }: Pick<PlannedStage, 'offset'>,
): string => `clock:${name}#${generation}@${offset}`;
