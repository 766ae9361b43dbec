import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Clock } from '../clocks/clock.entity.js';
import { explainClock } from '../clocks/explain-clock.js';
import { Config } from '../config/config.js';
import {
  subjectOf,
  systemActor,
  type Addressee,
  type CaseContext,
  type CaseEvent,
  type Label,
  type NoticeDefinition,
  type Notify,
  type Outsider,
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
import { letterVariables } from './letter-variables.js';
import { contextOf, partyOf, type AnyMachineSnapshot } from './machine-step.js';
import { restored } from './stored-snapshot.js';
import {
  PartyDirectory,
  type CaseParties,
  type LetterDirectory,
  type Recipient,
} from './party-directory.js';

/** Letters that a step asks for, and everything they may tell. */
interface LetterRequest {
  readonly workflow: WorkflowDefinition;
  readonly record: Case;
  readonly clocks: readonly Clock[];
  readonly snapshot: AnyMachineSnapshot;
  readonly letters: readonly Notify[];
  readonly event: CaseEvent;
}

/** The same with what its letters have in common. */
interface CausedRequest extends LetterRequest {
  readonly cause: string;
  readonly unitNames: ReadonlyMap<string, Label>;
  readonly whyOf: (clock: Clock) => Label;
}

/** One letter with the party, unit and deadline it resolves to. */
interface PlannedLetter {
  readonly name: string;
  readonly notice: NoticeDefinition;
  readonly party: Party;
  readonly unitId: string | null;
  readonly coUnitIds: readonly string[];
  readonly clock: Clock | null;
  /** A respondent's address that stands above the one of the filing. */
  readonly address: string | null;
  /** People without an account to whom the letter goes besides. */
  readonly outsiders: readonly Recipient[];
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
    return this.write(tx, request, `event:${request.record.version}`, directory);
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
        payload: { offset: stage.offset },
        actor: systemActor,
        on: clock.dueOn,
      },
    };
    const cause = `clock:${clock.name}#${clock.generation}@${stage.offset}`;
    return this.write(tx, request, cause, directory);
  }

  /** Letters about a date that was counted anew; `cause` is the recomputation and its clock. */
  forRecount(
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
    const planned = planLetters(request);
    if (planned.length === 0) return [];
    const units = [record.acceptorUnitId, ...(record.unitId === null ? [] : [record.unitId])];
    const unitNames = await directory.unitNames(tx, units);
    const orders: NoticeOrder[] = [];
    const caused = { ...request, cause, unitNames, whyOf: this.explanations(workflow) };
    for (const letters of groupBy(planned, addressOf).values()) {
      const [{ unitId, coUnitIds, address } = { ...record, address: null }] = letters;
      const wanted = [...new Set(letters.map((letter) => letter.party))];
      const own = partiesOf(record);
      const respondentEmail = address ?? own.respondentEmail;
      const parties = { ...own, unitId, coUnitIds, respondentEmail };
      const people = await directory.recipients(tx, parties, wanted);
      for (const letter of letters) {
        for (const reader of [...(people.get(letter.party) ?? []), ...letter.outsiders]) {
          orders.push(this.order(caused, letter, reader));
        }
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
    const { workflow, record, clocks, snapshot, event, cause, unitNames, whyOf } = request;
    const policyOf = policiesOf(this.rules, workflow, record, clocks);
    const common = {
      ...{ workflow, record, snapshot, event, clock, reader, party, unitNames, policyOf, whyOf },
      terms: notice.terms ?? [],
    };
    const own = notice.variables?.({ context: contextOf(snapshot) as never, event }) ?? {};
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
      attachments: notice.attachments?.of({ context: contextOf(snapshot) as never, event }) ?? [],
      ...(notice.link === undefined ? {} : { link: linkOf(workflow, notice.link, clocks) }),
    };
  }
}

function planLetters({
  workflow,
  record,
  clocks,
  snapshot,
  letters,
  event,
}: LetterRequest): PlannedLetter[] {
  const context = contextOf(snapshot) as never;
  return letters.flatMap(
    ({ notice: name, about, subject = subjectOf(event.type) ?? undefined }) => {
      const notice = workflow.notices[name];
      if (!notice) throw new Error(`No letter is declared by the name ${name}.`);
      if (notice.when && !notice.when({ context, event })) return [];
      const clockName = about ?? notice.about;
      const clock =
        clocks.findLast(
          (candidate) =>
            candidate.name === clockName &&
            (candidate.subject === null || subject === undefined || candidate.subject === subject),
        ) ?? null;
      const unitId = notice.unit ? notice.unit(context) : record.unitId;
      const coUnitIds = subject === undefined ? record.coUnitIds : [subject];
      const address = notice.address?.(context) ?? null;
      const letter = { name, notice, unitId, coUnitIds, clock, address };
      const outsiders = (notice.also?.({ context, event }) ?? []).map(outsider);
      const party = partyFor(notice.to, clock, contextOf(snapshot));
      const copies = notice.copies?.(context) ?? [];
      return [
        { ...letter, party, outsiders },
        ...[...new Set(copies)]
          .filter((copy) => copy !== party)
          .map((copy) => ({ ...letter, party: copy, outsiders: [] })),
      ];
    },
  );
}

const outsider = ({ name, email }: Outsider): Recipient => ({
  accountId: null,
  unitId: null,
  name,
  email,
  language: 'zh-CN',
});

/** Letters to the same units are looked up together. */
const addressOf = ({ unitId, coUnitIds, address }: PlannedLetter): string =>
  [unitId ?? '', ...coUnitIds, address ?? ''].join(' ');

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

/** Who answers for a clock, and that party's head. */
function partyFor(to: Addressee, clock: Clock | null, context: CaseContext): Party {
  if (to !== 'responsible' && to !== 'responsibleHead') return partyOf(to, context);
  if (!clock) throw new Error('A letter to whoever is responsible must be about a clock.');
  if (to === 'responsible') return clock.owedBy;
  if (clock.owedBy === 'acceptor') return 'acceptorHead';
  if (clock.owedBy === 'handler') return 'handlerHead';
  if (clock.owedBy === 'coHandler') return 'coHandlerHead';
  return clock.owedBy;
}

function partiesOf(record: Case): CaseParties {
  const { respondent } = record.filing;
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
    respondentEmail: respondent.contactEmail ?? null,
    respondentName: respondent.name,
    respondentOrganisationId: record.respondentOrganisationId,
  };
}
