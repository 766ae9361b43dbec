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
  lettersFor,
  namesActor,
  namesKey,
  readsAct,
  readsOffices,
  readsWholeHistory,
  type LetterExtent,
} from '../identity/what-is-read.js';
import { TimeSource } from '../kernel/time-source.js';
import type { Notice } from '../notices/notice.entity.js';
import { Notices } from '../notices/notices.js';
import { RuleBook } from '../policies/rule-book.js';
import { Transactions } from '../store/transactions.js';
import { clockSummary } from './clock-summary.js';
import type { ClockView } from './case-clocks.view.js';
import type { HistoryView } from './case-history.view.js';
import type { NoticeView } from './case-notices.view.js';
import { CasesService } from './cases.service.js';
import { clocksFor } from './rights-of.js';
import { chainShown, type ShownEntry } from './shown-chain.js';
import { ShownNumbers } from './shown-numbers.js';

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
    const read = entries.filter((entry) => readsAct(reader, workflow, entry));
    const numbers = new ShownNumbers(read);
    const shown = readsOffices(reader) ? read : read.map((entry) => numbers.entry(entry));
    const viewOf = (entry: HistoryEntry) => shownEntry(workflow, entry, reader);
    const isWhole = readsWholeHistory(reader);
    return {
      items: isWhole
        ? shown.map((entry) => ({ ...viewOf(entry), ...placeOf(entry) }))
        : chainShown(shown.map(viewOf)),
      chain: isWhole ? 'stored' : 'shown',
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
    const reader = readerOf(principal, record);
    const shown = lettersFor(reader, await this.notices.ofCase(id), (notice) =>
      protectionOf(workflow, notice),
    );
    const causeOf = readsOffices(reader) ? asItIs : await this.shownCauses(id, workflow, reader);
    return {
      items: shown.map(({ letter, extent }) => ({
        ...noticeView(letter, extent),
        cause: causeOf(letter.cause),
      })),
    };
  }

  /** Causes name entries of the history, by the numbers under which the reader is shown them. */
  private async shownCauses(caseId: string, workflow: WorkflowDefinition, reader: Reader) {
    const entries = await this.transactions.manager.find(HistoryEntry, {
      where: { caseId },
      order: { seq: 'ASC' },
    });
    const shown = entries.filter((entry) => readsAct(reader, workflow, entry));
    const numbers = new ShownNumbers(shown);
    return (cause: string): string => numbers.cause(cause);
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

const asItIs = (cause: string): string => cause;

/** Where an entry stands in the history as it is kept. */
const placeOf = ({ seq, prevHash, hash }: HistoryEntry) => ({ seq, prevHash, hash });

/** An entry as the reader sees it; what it is called may quote the payload. */
function shownEntry(workflow: WorkflowDefinition, entry: HistoryEntry, reader: Reader): ShownEntry {
  const { actor } = entry;
  const named = namesActor(reader, actor);
  const payload = fieldsFor(reader, workflow, entry);
  const isTold = Object.keys(payload).length > 0;
  return {
    event: entry.event,
    label: labelOfEvent(workflow, entry.event, isTold ? entry.payload : undefined),
    payload,
    actor: {
      role: actor.role,
      name: named ? actor.name : null,
      unitId: actor.unitId,
      onBehalfOf: (named ? actor.onBehalfOf : null) ?? null,
      byKey: named && actor.key !== undefined,
      key: (namesKey(reader) ? actor.key : null) ?? null,
    },
    at: entry.at.toISOString(),
    occurredOn: entry.occurredOn,
    from: entry.fromState,
    to: entry.toState,
    workflowVersion: entry.workflowVersion,
    basis: entry.basis,
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
