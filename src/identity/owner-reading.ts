import { Injectable } from '@nestjs/common';
import type { WorkflowDefinition } from '../definition/index.js';
import { EnterpriseReading } from '../engine/enterprise-reading.js';
import type { HistoryEntry } from '../engine/history-entry.entity.js';
import type { Reader } from './reader.js';
import { readsAct } from './what-is-read.js';

const owner: Reader = { standing: 'owner', unitId: null };

/** The enterprise is told of exactly what it finds in the history of its case. */
@Injectable()
export class OwnerReading extends EnterpriseReading {
  override readsEntry(workflow: WorkflowDefinition, entry: HistoryEntry): boolean {
    return readsAct(owner, workflow, entry);
  }
}
