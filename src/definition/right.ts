import type { BusinessDate } from '../kernel/business-date.js';
import type { LegalBasis } from './basis.js';
import type { Label } from './label.js';

/** What began the time of a right anew. */
export interface RightInterruption {
  readonly on: BusinessDate;
  readonly label: Label;
  readonly basis: LegalBasis;
}

/** A right of the enterprise that time takes, whatever becomes of its complaint. */
export interface TimedRight {
  /** The workflow's name for it, such as `limitation`. */
  readonly right: string;
  readonly label: Label;
  /** The item of a claim that it is about, from 1 on; null: the matter as a whole. */
  readonly item: number | null;
  readonly basis: LegalBasis;
  /** Day 0 of what runs now; null: it is not known, and neither is the last day. */
  readonly from: BusinessDate | null;
  /** The last day by counting alone; a day off moves it to the next working day. */
  readonly lastDay: BusinessDate | null;
  readonly interruptions: readonly RightInterruption[];
  /** How a day becomes known that is not, or what else matters. */
  readonly note: Label | null;
}
