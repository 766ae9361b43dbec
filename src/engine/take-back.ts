import type { Clock } from '../clocks/clock.entity.js';
import { nextStageAt } from '../clocks/plan-stages.js';
import type { WorkflowDefinition } from '../definition/index.js';
import type { CaseImage } from './case-image.entity.js';
import type { Case } from './case.entity.js';
import type { Outcome } from './commands.js';
import { contextOf } from './machine-step.js';
import type { MOVING } from './moving-columns.js';
import { persisted, restored } from './stored-snapshot.js';
import type { Taken } from './time-entry.js';
import { NOTHING_DUE, urgencyOf } from './urgency.js';

/** A case without what is taken back; its version and hash are still those of before. */
export interface TakenBack extends Taken, Outcome {
  readonly changed: readonly Clock[];
  /** Causes of the letters that do not count. */
  readonly causes: readonly string[];
}

/** Whether it is of an entry; a reminder has none. */
export const isOfEntry = ({ clocks }: CaseImage): boolean => clocks !== null;

/** Whether the entry opened the case. */
export const isOpening = (image: CaseImage): boolean => isOfEntry(image) && image.record === null;

/**
 * The images that have to be taken back for those that are chosen: from the first chosen entry on
 * every one, because what came after it rests on it; before it the chosen reminders.
 *
 * @param images of one case that stand, in their order
 */
export function imagesToTake(
  images: readonly CaseImage[],
  isChosen: (image: CaseImage) => boolean,
): readonly CaseImage[] {
  const first = images.find((image) => isOfEntry(image) && isChosen(image));
  return images.filter(
    (image) => isChosen(image) || (first !== undefined && image.seq >= first.seq),
  );
}

/**
 * The case as it stood before the first of these entries, with its clocks running as they did. What
 * the entries armed is cancelled, a reminder that went out too early has not gone out.
 *
 * @param taken in their order, with all that came after the first entry
 */
export function takeBack(
  workflow: WorkflowDefinition,
  { record, clocks }: Outcome,
  taken: readonly CaseImage[],
  at: Date,
): TakenBack {
  const first = taken.find(isOfEntry);
  const early = taken.filter((image) => !first || image.seq < first.seq);
  const armed = new Set(taken.flatMap((image) => image.armed));
  const images = (first?.clocks ?? []) as unknown as readonly ClockImage[];
  const before = new Map(images.map((image) => [keyOf(image), image]));
  const after = clocks.map((clock) => {
    const key = keyOf(clock);
    if (armed.has(key)) return cancelled(clock, at);
    return early.reduce(withoutReminder, asBefore(clock, before.get(key)));
  });
  const stands = first ? recordBefore(workflow, record, first, at) : record;
  const reminders = taken.filter((image) => !isOfEntry(image));
  return {
    record: { ...stands, urgentAt: stands.endedAt ? NOTHING_DUE : urgencyOf(workflow, after) },
    clocks: after,
    changed: after.filter((clock, index) => clock !== clocks[index]),
    entries: taken.filter(isOfEntry).map(({ seq }) => seq),
    reminders: reminders.map(({ cause }) => cause),
    causes: taken.map(({ cause }) => cause),
  };
}

const keyOf = ({ name, generation }: Pick<Clock, 'name' | 'generation'>): string =>
  `${name}#${generation}`;

const cancelled = (clock: Clock, at: Date): Clock => ({
  ...clock,
  status: 'cancelled',
  held: null,
  endedAt: at,
  nextStageAt: null,
});

/** As JSON gives it back: its moments are texts. */
type ClockImage = Pick<Clock, 'name' | 'generation' | 'status' | 'held' | 'stages'> &
  Pick<Clock, 'attempts' | 'lastError'> & {
    readonly dueAt: string;
    readonly endedAt: string | null;
  };

function asBefore(clock: Clock, image: ClockImage | undefined): Clock {
  if (!image) return clock;
  const { dueAt, endedAt, ...rest } = image;
  const stands = { ...clock, ...rest, dueAt: new Date(dueAt), endedAt: dateOf(endedAt) };
  return { ...stands, nextStageAt: stands.endedAt ? null : nextStageAt(stands.stages) };
}

/** The moment of a clock in the cause of a reminder: `clock:cityReply#1@-3`. */
const MOMENT = /^clock:(.+#\d+)@(-?\d+)$/;

function withoutReminder(clock: Clock, { cause }: CaseImage): Clock {
  const [, key, offset] = MOMENT.exec(cause) ?? [];
  if (key !== keyOf(clock) || clock.endedAt !== null) return clock;
  const stages = clock.stages.map((stage) =>
    stage.offset === Number(offset) ? { ...stage, firedAt: null } : stage,
  );
  return { ...clock, stages, nextStageAt: nextStageAt(stages) };
}

function recordBefore(
  workflow: WorkflowDefinition,
  record: Case,
  { record: image }: CaseImage,
  at: Date,
): Case {
  if (image === null) return neverOpened(workflow, record, at);
  const { endedAt, ...rest } = image as unknown as CaseBefore;
  const { version, lastHash, updatedAt, shownVersion, shownAt } = record;
  const counted = { version, lastHash, updatedAt, shownVersion, shownAt };
  return { ...record, ...rest, ...counted, endedAt: dateOf(endedAt) };
}

type CaseBefore = Omit<Pick<Case, (typeof MOVING)[number]>, 'endedAt'> & {
  readonly endedAt: string | null;
};

/** It cannot be made undone that a case was opened; it ends as one that came to nothing. */
function neverOpened(workflow: WorkflowDefinition, record: Case, at: Date): Case {
  const value = workflow.filing.about?.takenBackAs;
  if (value === undefined)
    throw new Error(`${workflow.key} does not say how a case is taken back.`);
  const context = contextOf(restored(workflow, record.snapshot));
  const snapshot = workflow.machine.resolveState({ value, context, status: 'done' });
  return {
    ...record,
    state: value,
    escalation: 'none',
    snapshot: persisted(workflow, snapshot),
    endedAt: at,
  };
}

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text));
