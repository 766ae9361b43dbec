import { Injectable } from '@nestjs/common';
import { newId } from '../kernel/ids.js';
import { putWebhooks, type WebhookOrder } from '../notices/webhook-outbox.js';
import type { NewRow, WriteBatch } from '../store/write-batch.js';
import { awaitedFrom } from './awaited-from.js';
import type { Outcome } from './commands.js';
import { EnterpriseReading } from './enterprise-reading.js';
import { FeedEvent } from './feed-event.entity.js';
import type { HistoryEntry } from './history-entry.entity.js';
import { causeOfEvent } from './letter-causes.js';
import { publicEvent } from './public-event.js';
import { WorkflowRegistry } from './workflow-registry.js';

/** An entry of a case's history, and the case after it. */
export interface Entered extends Outcome {
  readonly entry: HistoryEntry | null;
}

/**
 * Tells the enterprise's own systems what happens in its cases. Every writer of the history puts its
 * entries through here, with the batch that writes them, so that neither is without the other.
 */
@Injectable()
export class CaseFeed {
  constructor(
    private readonly workflows: WorkflowRegistry,
    private readonly reading: EnterpriseReading,
  ) {}

  /** Of an entry that the enterprise may not read nothing is written, not even that there is one. */
  put(batch: WriteBatch, entered: readonly Entered[], at: Date): void {
    const told = entered.flatMap((each) => {
      const event = this.eventOf(each, at);
      return event ? [{ event, number: each.record.number }] : [];
    });
    const events = told.map(({ event }) => event);
    batch.insert(FeedEvent, events);
    putWebhooks(
      batch,
      told.map(({ event, number }) => orderOf(event, number)),
      at,
    );
  }

  private eventOf({ record, clocks, entry }: Entered, at: Date): NewRow<FeedEvent> | null {
    const { enterpriseId, kind, workflowVersion } = record;
    if (entry === null || enterpriseId === null) return null;
    const workflow = this.workflows.get(kind, workflowVersion);
    if (!this.reading.readsEntry(workflow, entry)) return null;
    const { type, clock } = publicEvent(entry);
    const awaited = awaitedFrom(workflow, record, clocks);
    return {
      id: newId(at),
      caseId: record.id,
      seq: entry.seq,
      enterpriseId,
      type,
      clock,
      state: entry.toState,
      awaits: awaited.party,
      awaitsUntil: awaited.until,
      at: entry.at,
    };
  }
}

function orderOf(event: NewRow<FeedEvent>, number: string): WebhookOrder {
  const { id, caseId, type, state, at, enterpriseId } = event;
  const { clock = null, awaits = null, awaitsUntil = null } = event;
  return {
    enterpriseId,
    cause: causeOfEvent(event.seq),
    event: { id, type, clock, caseId, number, state, awaits, awaitsUntil, at: at.toISOString() },
  };
}
