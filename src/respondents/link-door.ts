import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Clock } from '../clocks/clock.entity.js';
import { Clocks } from '../clocks/clocks.js';
import type { LinkDefinition, WorkflowDefinition } from '../definition/index.js';
import { Case } from '../engine/case.entity.js';
import { HistoryEntry } from '../engine/history-entry.entity.js';
import { contextOf } from '../engine/machine-step.js';
import { restored } from '../engine/stored-snapshot.js';
import { PartyDirectory } from '../engine/party-directory.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import { endOfDay, type BusinessDate } from '../kernel/business-date.js';
import { TimeSource } from '../kernel/time-source.js';
import { LetterLink } from '../notices/letter-link.entity.js';
import { LetterLinkToken } from '../notices/letter-link-token.entity.js';
import { hashOfToken } from '../notices/letter-links.js';
import { Transactions } from '../store/transactions.js';
import { wentToConfirmed } from './link-address.js';
import type { GivenAnswer, LinkState, OpenedLink } from './opened-link.js';

/** 32 bytes in base64url. */
const TOKEN = /^[\w-]{43}$/;

/** The payload of every act through a link, by the workflows' own class. */
interface Answered {
  readonly answer: string;
  readonly sentTo?: string;
  readonly files: readonly { readonly name: string; readonly size: number }[];
}

/** Finds what a token opens: one act of one case, for as long as its clock says. */
@Injectable()
export class LinkDoor {
  constructor(
    private readonly transactions: Transactions,
    private readonly workflows: WorkflowRegistry,
    private readonly directory: PartyDirectory,
    private readonly clocks: Clocks,
    private readonly calendar: WorkingCalendar,
    private readonly time: TimeSource,
  ) {}

  /** Null for a token that we never gave out. */
  async open(token: string): Promise<OpenedLink | null> {
    if (!TOKEN.test(token)) return null;
    const { manager } = this.transactions;
    const known = await manager.findOneBy(LetterLinkToken, { hash: hashOfToken(token) });
    if (!known) return null;
    const { caseId, linkId } = known;
    return this.read(await manager.findOneByOrFail(LetterLink, { caseId, id: linkId }));
  }

  /** Null for a link whose act the case's workflow does not have. */
  async read(link: LetterLink): Promise<OpenedLink | null> {
    const { manager } = this.transactions;
    const { caseId, act, clock: name, generation } = link;
    const record = await manager.findOneByOrFail(Case, { id: caseId });
    const workflow = this.workflows.get(record.kind, record.workflowVersion);
    const definition = workflow.links?.[act];
    if (!definition) return null;
    const clock = await this.clocks.get({ caseId, name, generation });
    const now = this.time.now();
    const expiresOn = this.calendar.dueOn(clock.dueOn, definition.grace);
    const answer = await this.answerTo(link);
    const isConfirmed = wentToConfirmed(link, record);
    const state = stateOf(link, clock, { answer, isConfirmed }, expiresOn, now);
    return {
      link,
      state,
      record,
      title: definition.title,
      unitName: await this.unitName(record),
      questions: state === 'open' ? questionsOf(workflow, definition, record) : [],
      basis: workflow.events[act]?.basis ?? null,
      dueOn: clock.dueOn,
      isLate: clock.dueAt <= now,
      expiresOn,
      answer,
    };
  }

  /** Given by this link or by another one to the same question: a reminder has a link of its own. */
  private async answerTo({
    caseId,
    act,
    clock,
    generation,
  }: LetterLink): Promise<GivenAnswer | null> {
    const { manager } = this.transactions;
    const asked = { caseId, act, clock, generation };
    const used = await manager.findOneBy(LetterLink, { ...asked, answeredSeq: Not(IsNull()) });
    const seq = used?.answeredSeq ?? null;
    if (seq === null) return null;
    const entry = await manager.findOneByOrFail(HistoryEntry, { caseId, seq });
    const { answer, files, sentTo = null } = entry.payload as unknown as Answered;
    return { at: entry.at, sentTo, text: answer, files };
  }

  private async unitName({ unitId, acceptorUnitId }: Case): Promise<string> {
    const id = unitId ?? acceptorUnitId;
    const names = await this.directory.unitNames(this.transactions.manager, [id]);
    return names.get(id)?.zh ?? '';
  }
}

function stateOf(
  { revokedAt }: LetterLink,
  { endedAt }: Clock,
  { answer, isConfirmed }: { readonly answer: GivenAnswer | null; readonly isConfirmed: boolean },
  expiresOn: BusinessDate,
  now: Date,
): LinkState {
  if (revokedAt !== null) return 'revoked';
  if (endOfDay(expiresOn) <= now) return 'expired';
  if (answer !== null) return 'answered';
  return endedAt === null && isConfirmed ? 'open' : 'over';
}

function questionsOf(
  workflow: WorkflowDefinition,
  { asks }: LinkDefinition,
  { snapshot }: Case,
): readonly string[] {
  return asks(contextOf(restored(workflow, snapshot)) as never);
}
