import type { Label, WorkflowDefinition } from '../definition/index.js';
import type { CaseImage } from './case-image.entity.js';
import type { Case } from './case.entity.js';
import { labelOfEvent } from './event-label.js';
import { isOfEntry, isOpening } from './take-back.js';
import { TIME_CORRECTED } from './time-entry.js';

/** An entry of the history, as far as a correction asks. */
export interface RecordedEntry {
  readonly seq: number;
  readonly event: string;
  readonly occurredOn: string;
  readonly role: string;
  /** The case that told of it; null where none did. */
  readonly from: string | null;
}

/** A case with what is to be taken back of it. */
export interface CorrectedCase {
  readonly record: Case;
  /** All that there are, in their order; those that were taken back before among them. */
  readonly images: readonly CaseImage[];
  /** Those that are to be taken back. */
  readonly taken: readonly CaseImage[];
  /** Whether it is one of the wrong ones, and not of those that came after. */
  readonly isChosen: (image: CaseImage) => boolean;
  /** The cases that go back together. */
  readonly group: readonly string[];
}

interface Asked extends CorrectedCase {
  readonly workflow: WorkflowDefinition;
  readonly history: readonly RecordedEntry[];
  /** Entries that wrote into the ledger. */
  readonly ledger: ReadonlySet<number>;
}

/** Why a case cannot go back by itself and a person has to look at it; null when it can. */
export function obstacleTo(asked: Asked): Label | null {
  const { workflow, record, images, taken, history, ledger } = asked;
  const entries = taken.filter(isOfEntry);
  const [first] = entries;
  if (!first) return null;
  const known = new Set(images.filter(isOfEntry).map(({ seq }) => seq));
  const other = history.find(
    ({ seq, event }) => seq >= first.seq && !known.has(seq) && event !== TIME_CORRECTED,
  );
  if (other) return since(workflow, other);
  const after = entries.filter((image) => !asked.isChosen(image)).map(({ seq }) => seq);
  const entangled = history.find((entry) => after.includes(entry.seq) && isEntangled(asked, entry));
  if (entangled && !isOpening(first)) return since(workflow, entangled);
  if (entries.some(({ seq }) => ledger.has(seq))) {
    return { zh: '其后登记了款项', en: 'it wrote into the ledger' };
  }
  if (isOpening(first) && workflow.filing.about?.takenBackAs === undefined) {
    return {
      zh: `${record.number}由期限届满而立，该类案件没有撤回后的状态`,
      en: 'its kind has no state for a case that should not have been opened',
    };
  }
  return null;
}

/** What came after by the right time is taken back, too, unless other cases know of it. */
function isEntangled({ record, group }: CorrectedCase, { from }: RecordedEntry): boolean {
  return from === null ? record.aboutIds.length > 0 : !group.includes(from);
}

function since(workflow: WorkflowDefinition, { seq, event, role }: RecordedEntry): Label {
  const { zh, en } = labelOfEvent(workflow, event);
  return role === 'system'
    ? { zh: `其后有第${seq}条记录：${zh}`, en: `entry ${seq} came after it: ${en}` }
    : {
        zh: `其后有人办理，第${seq}条记录：${zh}`,
        en: `somebody acted after it, entry ${seq}: ${en}`,
      };
}
