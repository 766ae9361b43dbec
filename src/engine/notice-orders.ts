import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Clock } from '../clocks/clock.entity.js';
import { explainClock } from '../clocks/explain-clock.js';
import { Config } from '../config/config.js';
import {
  systemActor,
  toldByLetter,
  type CaseContext,
  type Label,
  type Party,
  type WorkflowDefinition,
} from '../definition/index.js';
import { groupBy } from '../kernel/group-by.js';
import type { LetterLinkOrder, NoticeOrder } from '../notices/outbox.js';
import type { Reminder } from './apply-effects.js';
import { RuleBook } from '../policies/rule-book.js';
import type { Case } from './case.entity.js';
import { policiesOf } from './case-policies.js';
import { startOf } from './event-label.js';
import { whyHeld } from './served-terms.js';
import { causeOfEvent, causeOfStage } from './letter-causes.js';
import { isNamed, readersOf } from './letter-readers.js';
import { letterVariables, responsibleUnit } from './letter-variables.js';
import { contextOf } from './machine-step.js';
import { planLetters, type LetterRequest, type PlannedLetter } from './plan-letters.js';
import { sameMatterAs, type SameMatter } from './same-matter.js';
import { restored } from './stored-snapshot.js';
import {
  PartyDirectory,
  type CaseParties,
  type LetterDirectory,
  type Recipient,
  type UnitReached,
} from './party-directory.js';

/** The same with what its letters have in common. */
interface CausedRequest extends LetterRequest {
  readonly cause: string;
  readonly reached: ReadonlyMap<string, UnitReached>;
  readonly whyOf: (clock: Clock) => Label;
  /** What was filed before in the same matter, where a letter tells it. */
  readonly earlier: readonly SameMatter[];
}

/** Turns letters that the workflow asks for into rows for the outbox, one for each recipient. */
@Injectable()
export class NoticeOrders {
  constructor(
    private readonly directory: PartyDirectory,
    private readonly config: Config,
    private readonly rules: RuleBook,
    private readonly calendar: WorkingCalendar,
  ) {}

  forEvent(
    tx: EntityManager,
    request: LetterRequest,
    directory?: LetterDirectory,
  ): Promise<readonly NoticeOrder[]> {
    return this.write(tx, request, causeOfEvent(request.record.version), directory);
  }

  /** The letters of a warning or reminder; they are about the stage's own clock. */
  forStage(
    tx: EntityManager,
    reminder: Reminder,
    directory?: LetterDirectory,
  ): Promise<readonly NoticeOrder[]> {
    const { workflow, record, clocks, clock, stage } = reminder;
    const request: LetterRequest = {
      workflow,
      record,
      clocks,
      snapshot: restored(workflow, record.snapshot),
      letters: stage.notices.map((notice) => ({
        notice,
        about: clock.name,
        ...(clock.subject === null ? {} : { subject: clock.subject }),
      })),
      event: {
        type: clock.timerId,
        payload: {
          offset: stage.offset,
          ...(clock.held && whyHeld(workflow, clock)),
        },
        actor: systemActor,
        on: clock.dueOn,
      },
    };
    return this.write(tx, request, causeOfStage(clock, stage), directory);
  }

  /** Letters about what happened to a clock, of which the machine knows nothing. */
  forClock(
    tx: EntityManager,
    request: Omit<LetterRequest, 'snapshot'>,
    cause: string,
  ): Promise<readonly NoticeOrder[]> {
    const snapshot = restored(request.workflow, request.record.snapshot);
    return this.write(tx, { ...request, snapshot }, cause);
  }

  private async write(
    tx: EntityManager,
    request: LetterRequest,
    cause: string,
    directory: LetterDirectory = this.directory,
  ): Promise<readonly NoticeOrder[]> {
    const { workflow, record } = request;
    const planned = await withoutSummedUp(tx, record, planLetters(request));
    if (planned.length === 0) return [];
    const { acceptorUnitId, unitId: own } = record;
    const units = [acceptorUnitId, own ?? acceptorUnitId, responsibleUnit(record, request.event)];
    const reached = await directory.unitsReached(tx, [...new Set(units)]);
    const asks = planned.some(({ notice }) => notice.sameMatter === true);
    const earlier = asks ? await sameMatterAs(tx, record) : [];
    const orders: NoticeOrder[] = [];
    const caused = { ...request, cause, reached, earlier, whyOf: this.explanations(workflow) };
    const sides = partiesOf(record, contextOf(request.snapshot));
    for (const letters of groupBy(planned, unitsOf).values()) {
      const [{ unitId, coUnitIds } = record] = letters;
      const wanted = [...new Set(letters.map((letter) => letter.party))];
      const parties = { ...sides, unitId, coUnitIds };
      const people = await readersOf(directory, tx, parties, wanted);
      for (const letter of letters) {
        const readers = [...(people.get(letter.party) ?? []), ...letter.outsiders];
        for (const reader of readers) orders.push(this.order(caused, letter, reader));
        if (readers.length > 0 || !mustBeRead(letter.party, parties)) continue;
        orders.push({ ...this.order(caused, letter, nobody), unread: true });
      }
    }
    return orders;
  }

  /** Why a clock has its date, worked out once for all readers of letters about it. */
  private explanations(workflow: WorkflowDefinition): (clock: Clock) => Label {
    const known = new Map<Clock, Label>();
    return (clock) => {
      const before = known.get(clock);
      if (before) return before;
      const { sentence } = explainClock(clock, this.calendar, startOf(workflow, clock));
      known.set(clock, sentence);
      return sentence;
    };
  }

  private order(
    request: CausedRequest,
    { name, notice, party, clock }: PlannedLetter,
    reader: Recipient,
  ): NoticeOrder {
    const { workflow, record, clocks, snapshot, event, cause, reached, whyOf } = request;
    const policyOf = policiesOf(this.rules, workflow, record, clocks);
    const common = {
      ...{
        workflow,
        record,
        snapshot,
        event,
        clock,
        reader,
        party,
        units: reached,
        policyOf,
        whyOf,
      },
      terms: notice.terms ?? [],
    };
    const own = {
      ...notice.variables?.({ context: contextOf(snapshot) as never, event }),
      ...(notice.sameMatter && { sameMatter: inWords(request.earlier) }),
    };
    return {
      caseId: record.id,
      cause,
      template: `${workflow.key}@${workflow.version}/${name}`,
      party,
      recipient: reader.email,
      recipientName: reader.name,
      accountId: reader.accountId,
      unitId: reader.unitId,
      language: reader.language,
      atOnce: notice.atOnce === true,
      variables: letterVariables(
        { ...common, own, receipt: name === 'receipt', byLink: notice.link !== undefined },
        this.config.publicUrl,
      ),
      ...beginning(workflow, name, party, clock),
      attachments: notice.attachments?.of({ context: contextOf(snapshot) as never, event }) ?? [],
      ...(notice.link === undefined ? {} : { link: linkOf(workflow, notice.link, clocks) }),
    };
  }
}

/** Without those in whose place an enterprise has one letter a day; see `ReceiptDigest`. */
async function withoutSummedUp(
  tx: EntityManager,
  { enterpriseId, filedAt }: Case,
  planned: readonly PlannedLetter[],
): Promise<readonly PlannedLetter[]> {
  if (!planned.some(({ notice }) => notice.summedUp)) return planned;
  const [row] = await tx.query<{ daily: boolean }[]>(
    // What has been told of by a letter of the day is not told of by the next: it has its receipt.
    'SELECT receipts_daily AND receipts_told_until < $2 AS daily FROM enterprises WHERE id = $1',
    [enterpriseId, filedAt],
  );
  return row?.daily === true ? planned.filter(({ notice }) => !notice.summedUp) : planned;
}

/** The term that the letter begins, where it goes to whom that runs against. */
function beginning(
  { clocks }: WorkflowDefinition,
  letter: string,
  party: Party,
  clock: Clock | null,
): Pick<NoticeOrder, 'begins'> {
  if (clock?.endedAt !== null || clock.owedBy !== party) return {};
  const told = toldByLetter(clocks[clock.name]?.told);
  if (!told?.by.includes(letter)) return {};
  return { begins: { clock: clock.name, generation: clock.generation } };
}
/** `P-2026-450100-000001（2026-09-01提交，编号相同，未办结）、…` */
const inWords = (earlier: readonly SameMatter[]): string =>
  earlier
    .map(({ number, filedOn, sameNumber, ended }) => {
      const same = sameNumber ? '，合同或者文件编号相同' : '';
      return `${number}（${filedOn}提交${same}，${ended ? '已办结' : '未办结'}）`;
    })
    .join('、');

/** The link is bound to the newest generation of its clock. */
function linkOf(
  { links = {} }: WorkflowDefinition,
  act: string,
  clocks: readonly Clock[],
): LetterLinkOrder {
  const name = links[act]?.clock;
  const clock = clocks.findLast((candidate) => candidate.name === name);
  if (!clock) throw new Error(`A letter with a link to ${act} is sent while its clock never ran.`);
  return { act, clock: clock.name, generation: clock.generation };
}

/** Letters to the same units are looked up together. */
const unitsOf = ({ unitId, coUnitIds }: PlannedLetter): string =>
  [unitId ?? '', ...coUnitIds].join(' ');

/** A respondent is written to where an officer has confirmed it, and nowhere else. */
export function partiesOf(record: Case, { serviceAddress }: CaseContext): CaseParties {
  return {
    kind: record.kind,
    enterpriseId: record.enterpriseId,
    filedBy: record.filedBy,
    acceptorUnitId: record.acceptorUnitId,
    unitId: record.unitId,
    coUnitIds: record.coUnitIds,
    officers: { acceptor: record.acceptorOfficerId, handler: record.handlerOfficerId },
    divisionCode: record.divisionCode,
    cityCode: record.cityCode,
    respondentEmail: serviceAddress?.email ?? null,
    respondentName: record.filing.respondent.name,
    respondentOrganisationId: record.respondentOrganisationId,
  };
}

/** In the place of a reader, where nobody is there. */
const nobody: Recipient = {
  accountId: null,
  unitId: null,
  email: '',
  name: '',
  language: 'zh-CN',
};

/**
 * Whether a letter must have a reader: those to who is responsible, and to the enterprise. Of the
 * respondent's the workflow tells officers, and not every office of the region has to be there.
 */
function mustBeRead(party: Party, parties: CaseParties): boolean {
  if (party === 'enterprise') return parties.filedBy !== null;
  return /^(?:acceptor|handler|coHandler)/.test(party) && isNamed(party, parties);
}
