import type { WorkflowDefinition } from '../definition/index.js';
import type { Case } from '../engine/case.entity.js';
import type { HistoryEntry } from '../engine/history-entry.entity.js';
import type { Evidence } from '../evidence/evidence.entity.js';
import { archiveReader } from '../identity/reader.js';
import { fieldsFor } from '../identity/what-is-read.js';

/** Indented, because people read it, too. */
export const listText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** What was filed, by whom against whom, and where the case stands. */
export function factsText(record: Case, { label }: WorkflowDefinition): string {
  const { number, kind, enterpriseName, filing, filedOn, state, solved, satisfied } = record;
  const enterprise = enterpriseName;
  const kindLabel = label.zh;
  return listText({
    number,
    kind,
    kindLabel,
    enterprise,
    filedOn,
    filing,
    state,
    solved,
    satisfied,
  });
}

/** Every event with its hash, and of its payload what may leave the offices that wrote it. */
export function historyText(
  workflow: WorkflowDefinition,
  entries: readonly HistoryEntry[],
): string {
  return listText(
    entries.map((entry) => {
      const { seq, event, actor, occurredOn, fromState, toState, basis, prevHash, hash } = entry;
      return {
        seq,
        event,
        label: labelIn(workflow, entry),
        by: { role: actor.role, unitId: actor.unitId },
        occurredOn,
        at: entry.at.toISOString(),
        from: fromState,
        to: toState,
        basis,
        payload: fieldsFor(archiveReader, workflow, entry),
        prevHash,
        hash,
      };
    }),
  );
}

/** With what the entry itself says of it: of an answer, that nobody knows who wrote it. */
function labelIn({ events }: WorkflowDefinition, { event, payload }: HistoryEntry): string {
  const act = events[event];
  return (act?.entryLabel?.(payload as never) ?? act?.label)?.zh ?? event;
}

/** All files of the case; of a sealed one that there is one, and why it is not handed over. */
export function evidenceText(files: readonly Evidence[]): string {
  return listText(
    files.map((file) => ({
      id: file.id,
      name: file.name,
      type: file.type,
      size: file.size,
      sha256: file.sha256,
      note: file.note,
      by: file.uploaderRole,
      at: file.uploadedAt.toISOString(),
      sealed:
        file.sealedAt === null
          ? null
          : { at: file.sealedAt.toISOString(), reason: file.sealReason },
    })),
  );
}
