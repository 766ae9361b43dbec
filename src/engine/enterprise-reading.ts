import type { WorkflowDefinition } from '../definition/index.js';
import type { HistoryEntry } from './history-entry.entity.js';

/**
 * What the enterprise of a case may learn of its history; the policy of readers answers, which lies
 * above the engine.
 */
export abstract class EnterpriseReading {
  /** Whether the entry is there at all for the enterprise that filed the case. */
  abstract readsEntry(workflow: WorkflowDefinition, entry: HistoryEntry): boolean;
}
