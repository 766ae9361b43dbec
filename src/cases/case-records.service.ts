import { Injectable } from '@nestjs/common';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Clock } from '../clocks/clock.entity.js';
import { explainClock } from '../clocks/explain-clock.js';
import { Clocks } from '../clocks/clocks.js';
import type { WorkflowDefinition } from '../definition/index.js';
import { HistoryEntry } from '../engine/history-entry.entity.js';
import { labelOfEvent, startOf } from '../engine/event-label.js';
import { firstBrokenEntry } from '../engine/history-chain.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import type { Principal } from '../identity/principal.js';
import { readerOf, type Reader } from '../identity/reader.js';
import { readings } from '../identity/readings.js';
import {
  fieldsFor,
  isProtectedFrom,
  lettersFor,
  namesActor,
  readsAct,
  type LetterExtent,
} from '../identity/what-is-read.js';
import { TimeSource } from '../kernel/time-source.js';
import type { Notice } from '../notices/notice.entity.js';
import { Notices } from '../notices/notices.js';
import { RuleBook } from '../policies/rule-book.js';
import { Transactions } from '../store/transactions.js';
import { clockSummary } from './clock-summary.js';
import type { ClockView } from './case-clocks.view.js';
import type { HistoryEntryView, HistoryView } from './case-history.view.js';
import type { NoticeView } from './case-notices.view.js';
import { CasesService } from './cases.service.js';
import { clocksFor } from './rights-of.js';

/** What is on record about a case: its history, its clocks with their derivation, its letters. */
@Injectable()
export class CaseRecordsService {
  constructor(
    private readonly cases: CasesService,
    private readonly workflows: WorkflowRegistry,
    private readonly transactions: Transactions,
    private readonly clocks: Clocks,
    private readonly notices: Notices,
    private readonly calendar: WorkingCalendar,
    private readonly rules: RuleBook,
    private readonly time: TimeSource,
  ) {}

  async history(principal: Principal, id: string): Promise<HistoryView> {
    const record = await this.cases.inScope(principal, id);
    const workflow = this.workflows.get(record.kind, record.workflowVersion);
    const entries = await this.transactions.manager.find(HistoryEntry, {
      where: { caseId: id },
      order: { seq: 'ASC' },
    });
    const reader = readerOf(principal, record);
    const hidden = entries.find((entry) => isProtectedFrom(reader, workflow, entry));
    const isChained = (seq: number) => hidden === undefined || seq < hidden.seq;
    return {
      items: entries
        .filter((entry) => readsAct(reader, workflow, entry))
        .map((entry) => {
          const chained = { before: isChained(entry.seq - 1), here: isChained(entry.seq) };
          return historyView(workflow, entry, reader, chained);
        }),
      chainIntact: firstBrokenEntry(entries) === null,
    };
  }

  async clocksOf(principal: Principal, id: string): Promise<{ items: ClockView[] }> {
    const record = await this.cases.inScope(principal, id);
    const workflow = this.workflows.get(record.kind, record.workflowVersion);
    await this.rules.refresh();
    const read = readings[readerOf(principal, record).standing];
    const clocks = clocksFor(read, workflow, await this.clocks.of(id));
    return { items: clocks.map((clock) => this.clockView(workflow, clock)) };
  }

  async noticesOf(principal: Principal, id: string): Promise<{ items: NoticeView[] }> {
    const record = await this.cases.inScope(principal, id);
    const workflow = this.workflows.get(record.kind, record.workflowVersion);
    const shown = lettersFor(readerOf(principal, record), await this.notices.ofCase(id), (notice) =>
      protectionOf(workflow, notice),
    );
    return { items: shown.map(({ letter, extent }) => noticeView(letter, extent)) };
  }

  private clockView(workflow: WorkflowDefinition, clock: Clock): ClockView {
    const { term, extension, calendar, replaces, roll, pauses, startEvent, recounts } =
      clock.derivation;
    const { days, omitted, sentence } = explainClock(
      clock,
      this.calendar,
      startOf(workflow, clock),
    );
    return {
      ...clockSummary(workflow, clock, this.time.now()),
      startEvent:
        startEvent === null
          ? null
          : { type: startEvent, label: labelOfEvent(workflow, startEvent) },
      term,
      extension,
      roll,
      pauses,
      calendar,
      replaces,
      recounts,
      stages: clock.stages,
      explanation: sentence,
      derivation: days,
      derivationOmitted: omitted,
      endedAt: clock.endedAt?.toISOString() ?? null,
    };
  }
}

/**
 * An entry as the reader sees it; what it is called may quote the payload.
 *
 * @param chained whether the hash may be told: not from an entry on that keeps something protected
 */
function historyView(
  workflow: WorkflowDefinition,
  entry: HistoryEntry,
  reader: Reader,
  chained: { readonly before: boolean; readonly here: boolean },
): HistoryEntryView {
  const { actor } = entry;
  const named = namesActor(reader, actor);
  const payload = fieldsFor(reader, workflow, entry);
  const isTold = Object.keys(payload).length > 0;
  return {
    seq: entry.seq,
    event: entry.event,
    label: labelOfEvent(workflow, entry.event, isTold ? entry.payload : undefined),
    payload,
    actor: {
      role: actor.role,
      name: named ? actor.name : null,
      unitId: actor.unitId,
      onBehalfOf: (named ? actor.onBehalfOf : null) ?? null,
    },
    at: entry.at.toISOString(),
    occurredOn: entry.occurredOn,
    from: entry.fromState,
    to: entry.toState,
    workflowVersion: entry.workflowVersion,
    basis: entry.basis,
    prevHash: chained.before ? entry.prevHash : null,
    hash: chained.here ? entry.hash : null,
  };
}

/** Of a letter that nobody declares any more it is not known what it says. */
function protectionOf({ notices }: WorkflowDefinition, { template }: Notice) {
  const name = template.split('/')[1] ?? '';
  const declared = Object.hasOwn(notices, name) ? notices[name] : undefined;
  return declared === undefined ? 'existence' : declared.protected;
}

function noticeView(notice: Notice, extent: LetterExtent): NoticeView {
  const whole = extent === 'whole';
  const proof = extent !== 'sent';
  return {
    id: notice.id,
    cause: notice.cause,
    template: notice.template,
    party: notice.party,
    recipient: proof ? notice.recipient : null,
    status: notice.status,
    subject: whole ? notice.subject : null,
    text: whole ? notice.textBody : null,
    messageId: notice.messageId,
    queuedAt: notice.queuedAt.toISOString(),
    releaseAt: notice.releaseAt.toISOString(),
    nextAttemptAt: notice.nextAttemptAt?.toISOString() ?? null,
    sentAt: notice.sentAt?.toISOString() ?? null,
    attempts: notice.attempts,
    smtpResponse: proof ? notice.smtpResponse : null,
    lastError: proof ? notice.lastError : null,
  };
}
