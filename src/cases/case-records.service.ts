import { Injectable } from '@nestjs/common';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Clock } from '../clocks/clock.entity.js';
import { explainClock } from '../clocks/explain-clock.js';
import { Clocks } from '../clocks/clocks.js';
import type { Role, WorkflowDefinition } from '../definition/index.js';
import { HistoryEntry } from '../engine/history-entry.entity.js';
import { labelOfEvent, startOf } from '../engine/event-label.js';
import { firstBrokenEntry } from '../engine/history-chain.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import type { Principal } from '../identity/principal.js';
import type { JsonObject } from '../kernel/json.js';
import { TimeSource } from '../kernel/time-source.js';
import type { Notice } from '../notices/notice.entity.js';
import { Notices } from '../notices/notices.js';
import { RuleBook } from '../policies/rule-book.js';
import { Transactions } from '../store/transactions.js';
import { clockSummary } from './clock-summary.js';
import type { ClockView, HistoryEntryView, HistoryView, NoticeView } from './case-records.view.js';
import { CasesService } from './cases.service.js';

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
    return {
      items: entries
        .filter(({ event }) => isListed(workflow, event, principal.role))
        .map((entry) => historyView(workflow, entry, principal.role)),
      chainIntact: firstBrokenEntry(entries) === null,
    };
  }

  async clocksOf(principal: Principal, id: string): Promise<{ items: ClockView[] }> {
    const record = await this.cases.inScope(principal, id);
    const workflow = this.workflows.get(record.kind, record.workflowVersion);
    await this.rules.refresh();
    const clocks = await this.clocks.of(id);
    return { items: clocks.map((clock) => this.clockView(workflow, clock)) };
  }

  /** Letters to the reader's own side; whoever accepts or supervises the case reads all. */
  async noticesOf(principal: Principal, id: string): Promise<{ items: NoticeView[] }> {
    await this.cases.inScope(principal, id);
    const notices = await this.notices.ofCase(id);
    const parties = readable[principal.role];
    const shown = parties ? notices.filter(({ party }) => parties.includes(party)) : notices;
    return { items: shown.map(noticeView) };
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

/** Whose letters a role may read; a role that is not named here may read all. */
const readable: Partial<Record<Role, readonly string[]>> = {
  enterprise: ['enterprise'],
  handler: ['handler', 'handlerHead'],
  handlerHead: ['handler', 'handlerHead'],
};

const isHandler = (role: Role): boolean => role === 'handler' || role === 'handlerHead';

/** What the authorities do among themselves is not told to the enterprise, not even by a gap's reason. */
function isListed(workflow: WorkflowDefinition, type: string, reader: Role): boolean {
  return reader !== 'enterprise' || workflow.events[type]?.hiddenFromEnterprise !== true;
}

function historyView(
  workflow: WorkflowDefinition,
  entry: HistoryEntry,
  reader: Role,
): HistoryEntryView {
  const { actor } = entry;
  // Officers act for their unit; the enterprise is told the office, not the person.
  const named = reader !== 'enterprise' || actor.role === 'enterprise';
  return {
    seq: entry.seq,
    event: entry.event,
    label: labelOfEvent(workflow, entry.event, entry.payload),
    payload: visiblePayload(workflow, entry, reader),
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
    prevHash: entry.prevHash,
    hash: entry.hash,
  };
}

/** Internal words stay internal; what was declared to the supervisors does not reach the unit. */
function visiblePayload(
  workflow: WorkflowDefinition,
  entry: HistoryEntry,
  reader: Role,
): JsonObject {
  const act = workflow.events[entry.event];
  if (!act) return entry.payload;
  const shown = (field: string): boolean => {
    if (reader === 'enterprise') {
      const shownWhole = act.shownToEnterpriseIf && entry.payload[act.shownToEnterpriseIf] === true;
      if (entry.actor.role === 'enterprise' || shownWhole) return true;
      return (act.shownToEnterprise ?? []).includes(field);
    }
    return !isHandler(reader) || !(act.hiddenFromHandler ?? []).includes(field);
  };
  return Object.fromEntries(Object.entries(entry.payload).filter(([field]) => shown(field)));
}

function noticeView(notice: Notice): NoticeView {
  return {
    id: notice.id,
    cause: notice.cause,
    template: notice.template,
    party: notice.party,
    recipient: notice.recipient,
    status: notice.status,
    subject: notice.subject,
    text: notice.textBody,
    messageId: notice.messageId,
    queuedAt: notice.queuedAt.toISOString(),
    releaseAt: notice.releaseAt.toISOString(),
    nextAttemptAt: notice.nextAttemptAt?.toISOString() ?? null,
    sentAt: notice.sentAt?.toISOString() ?? null,
    attempts: notice.attempts,
    smtpResponse: notice.smtpResponse,
    lastError: notice.lastError,
  };
}
