import { Injectable } from '@nestjs/common';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Clock } from '../clocks/clock.entity.js';
import { Clocks } from '../clocks/clocks.js';
import type { Label, Role, WorkflowDefinition } from '../definition/index.js';
import { HistoryEntry } from '../engine/history-entry.entity.js';
import { firstBrokenEntry } from '../engine/history-chain.js';
import { timerOf } from '../engine/machine-step.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import type { Principal } from '../identity/principal.js';
import type { JsonObject } from '../kernel/json.js';
import { TimeSource } from '../kernel/time-source.js';
import type { Notice } from '../notices/notice.entity.js';
import { Notices } from '../notices/notices.js';
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
      items: entries.map((entry) => historyView(workflow, entry, principal.role)),
      chainIntact: firstBrokenEntry(entries) === null,
    };
  }

  async clocksOf(principal: Principal, id: string): Promise<{ items: ClockView[] }> {
    const record = await this.cases.inScope(principal, id);
    const workflow = this.workflows.get(record.kind, record.workflowVersion);
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
    const { from, term, extension, calendar, replaces } = clock.derivation;
    const whole = { ...term, value: term.value + extension };
    return {
      ...clockSummary(workflow, clock, this.time.now()),
      term,
      extension,
      calendar,
      replaces,
      stages: clock.stages,
      derivation: this.calendar.explain(from, whole),
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
    label: labelOf(workflow, entry.event),
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

function labelOf(workflow: WorkflowDefinition, type: string): Label {
  const act = workflow.events[type];
  if (act) return act.label;
  if (!type.startsWith('xstate.after.')) return workflow.filing.label;
  const clock = workflow.clocks[timerOf(type).name];
  return {
    zh: `期限届满：${clock?.label.zh ?? ''}`,
    en: `Deadline lapsed: ${clock?.label.en ?? ''}`,
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
    sentAt: notice.sentAt?.toISOString() ?? null,
    attempts: notice.attempts,
    smtpResponse: notice.smtpResponse,
    lastError: notice.lastError,
  };
}
