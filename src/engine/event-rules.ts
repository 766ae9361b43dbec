import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Clock } from '../clocks/clock.entity.js';
import type {
  Actor,
  AnyEventDefinition,
  ApartFrom,
  CaseEvent,
  EventFacts,
  KeyScope,
  Label,
  PolicyOf,
  UnitFacts,
  WorkflowDefinition,
} from '../definition/index.js';
import { validateInput } from '../definition/validate-input.js';
import { chinaDate } from '../kernel/business-date.js';
import { DomainError, inputErrorsOf, inputInvalid } from '../kernel/domain-error.js';
import { shortened } from '../kernel/plain-text.js';
import { RuleBook } from '../policies/rule-book.js';
import type { Case } from './case.entity.js';
import { actsFor, identityRefusal } from './enterprise-identity.js';
import { policiesOf } from './case-policies.js';
import { separatedBy } from './duties.js';
import { actsForKey } from './key-rules.js';
import {
  awaitsService,
  nothingToServe,
  refuseService,
  type ServicePayload,
} from './service-rules.js';
import {
  closedBy,
  contextOf,
  isOpen,
  mayDo,
  openActs,
  type AnyMachineSnapshot,
} from './machine-step.js';
import { PartyDirectory, type EnterpriseStanding } from './party-directory.js';

/** An act that somebody wants to do to a locked case. */
export interface WantedAct {
  readonly workflow: WorkflowDefinition;
  readonly record: Case;
  readonly snapshot: AnyMachineSnapshot;
  /** Not given: a rehearsal, which asks no rule about a running term. */
  readonly clocks?: readonly Clock[];
  readonly event: { readonly type: string; readonly payload: unknown };
  readonly through: string | undefined;
  readonly actor: Actor;
  /** Of the API key that speaks for the actor. */
  readonly scopes?: readonly KeyScope[] | null;
  readonly at: Date;
}

/** Whether an act may be done: who may, in this state, in these hands, with this payload. In that order. */
@Injectable()
export class EventRules {
  constructor(
    private readonly directory: PartyDirectory,
    private readonly calendar: WorkingCalendar,
    private readonly rules: RuleBook,
  ) {}

  /**
   * The act as the machine takes it.
   *
   * @throws DomainError INPUT_INVALID (unknown type, payload), FORBIDDEN (role), EVENT_NOT_ACCEPTED
   *   (state), DUTIES_SEPARATED (what the actor did before), with what would be accepted instead
   */
  async check(tx: EntityManager, act: WantedAct): Promise<CaseEvent> {
    const { workflow, snapshot, actor } = act;
    const { type } = act.event;
    const definition = workflow.events[type];
    if (!definition) throw unknownType(workflow, type);
    if (definition.through !== act.through) throw anotherRoute(type);

    const on = chinaDate(act.at);
    const { hands } = act.record;
    const toServe = awaitsService(act.clocks ?? []);
    const accepted = async () => {
      const standing = { snapshot, hands, toServe };
      const acts = openActs(workflow, standing, actor, on, this.policiesOf(act));
      const open = actsForKey(workflow, acts, act.scopes ?? null);
      return actsFor(workflow, open, await this.standingOf(tx, act, 'needs'));
    };
    if (!mayDo(definition, actor, contextOf(snapshot))) {
      const inUnit = definition.by.some((role) => role === actor.role)
        ? " in the actor's unit"
        : '';
      const message = `${type} is not an act of the role ${actor.role}${inUnit}.`;
      throw new DomainError('FORBIDDEN', message, {
        allowed: definition.by,
        accepted: await accepted(),
      });
    }
    if (!isOpen(workflow, snapshot, type, actor, on)) {
      const example: CaseEvent = { type, payload: definition.example, actor, on };
      const guards = closedBy(workflow, snapshot, example);
      throw notAccepted(
        act,
        await accepted(),
        guards.flatMap((guard) => workflow.guards[guard] ?? []),
      );
    }
    if (definition.serves && !toServe) throw notAccepted(act, await accepted(), [nothingToServe]);
    const apart = separatedBy(definition, actor, hands, contextOf(snapshot));
    if (apart) throw dutiesSeparated(type, apart, await accepted());
    const standing = await this.standingOf(tx, act, definition.enterpriseIdentity);
    const unproven = identityRefusal(definition, standing);
    if (unproven) throw notAccepted(act, await accepted(), [unproven]);
    const payload = checkedPayload(definition, act.event.payload, on);
    await this.askRule(tx, act, definition, payload, on);
    return { type, payload, actor, on };
  }

  /** Null where nothing is asked of the enterprise, or there is none. */
  private async standingOf(
    tx: EntityManager,
    { record: { enterpriseId } }: WantedAct,
    identity: AnyEventDefinition['enterpriseIdentity'],
  ): Promise<EnterpriseStanding | null> {
    if (identity === undefined || enterpriseId === null) return null;
    return this.directory.standing(tx, enterpriseId, identity === 'confirms');
  }

  private async askRule(
    tx: EntityManager,
    act: WantedAct,
    definition: AnyEventDefinition,
    payload: object,
    on: string,
  ): Promise<void> {
    if (definition.serves) {
      const broken = refuseService(payload as ServicePayload, act.clocks ?? [], on);
      if (broken.length > 0) throw inputInvalid(broken);
    }
    if (!definition.refuse) return;
    const { record, snapshot, actor, at } = act;
    const context = contextOf(snapshot);
    const facts = await this.factsFor(tx, record, payload);
    const rules = { facts, calendar: this.calendar, policyOf: this.policiesOf(act) };
    const input = { payload, context, actor, on, at: at.toISOString(), ...rules };
    const broken = definition.refuse(input as never);
    if (broken.length > 0) throw inputInvalid(broken);
  }

  private policiesOf({ workflow, record, clocks = [] }: WantedAct): PolicyOf {
    return policiesOf(this.rules, workflow, record, clocks);
  }

  private async factsFor(tx: EntityManager, record: Case, payload: object): Promise<EventFacts> {
    const { unitId, coUnitIds, accountId, evidenceId, licenceId, authorityId, authority } =
      payload as NamedInPayload;
    const emails = emailsIn(payload);
    const sides = { ...record, respondent: record.filing.respondent };
    const unit = (id: string) => this.directory.unit(tx, id, sides);
    const coUnits: (UnitFacts | null)[] = [];
    for (const id of coUnitIds ?? []) coUnits.push(await unit(id));
    return {
      ...(unitId === undefined ? {} : { unit: await unit(unitId) }),
      ...(coUnitIds === undefined ? {} : { coUnits }),
      ...(authority !== undefined && {
        authorityLikeRespondent: this.directory.isLikeRespondent(authority, sides.respondent),
      }),
      ...(accountId === undefined ? {} : { officer: await this.directory.officer(tx, accountId) }),
      ...(emails.length > 0 && {
        addresses: await this.directory.addresses(tx, emails, [record.id, ...record.aboutIds]),
      }),
      ...(evidenceId === undefined ? {} : { file: await hasFile(tx, record, evidenceId) }),
      ...(licenceId !== undefined && {
        enterpriseFiles: await filesOfEnterprise(tx, record, [licenceId, authorityId]),
      }),
    };
  }
}

/** What a payload that was checked already may name for the directory to look up. */
interface NamedInPayload {
  readonly unitId?: string;
  readonly coUnitIds?: readonly string[];
  readonly accountId?: string;
  readonly evidenceId?: string;
  readonly licenceId?: string;
  readonly authorityId?: string;
  readonly authority?: string;
}

/** Which of these files the enterprise itself handed in to the case. */
async function filesOfEnterprise(
  tx: EntityManager,
  record: Case,
  ids: readonly (string | undefined)[],
): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `SELECT payload ->> 'evidenceId' AS id FROM case_history
      WHERE case_id = $1 AND event = 'evidence.add' AND actor ->> 'role' = 'enterprise'
        AND payload ->> 'evidenceId' = ANY($2)`,
    [record.id, ids.filter((id) => id !== undefined)],
  );
  return rows.map(({ id }) => id);
}

/** Every address that the payload names, wherever in it a field is called `email`. */
function emailsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === 'email' && typeof inner === 'string' ? [inner] : emailsIn(inner),
  );
}

/** By the history, where each file that was handed in has its entry. */
async function hasFile(tx: EntityManager, record: Case, evidenceId: string): Promise<boolean> {
  const [row] = await tx.query<unknown[]>(
    `SELECT FROM case_history WHERE case_id = ANY ($1) AND event = 'evidence.add'
        AND payload ->> 'evidenceId' = $2 LIMIT 1`,
    [[record.id, ...record.aboutIds], evidenceId],
  );
  return row !== undefined;
}

/** Errors of a payload name their place in the request: `payload.items[0]`. */
function checkedPayload(definition: AnyEventDefinition, payload: unknown, on: string): object {
  try {
    return validateInput(definition.payload, payload ?? {}, on);
  } catch (error) {
    const found = inputErrorsOf(error);
    if (!found) throw error;
    throw inputInvalid(
      found.errors.map((each) => ({
        ...each,
        path: each.path ? `payload.${each.path}` : 'payload',
      })),
      found.more,
    );
  }
}

function dutiesSeparated(
  type: string,
  { act, why, basis }: ApartFrom,
  accepted: readonly string[],
): DomainError {
  const message = `${type} is for somebody else than who did ${act}. ${why.en}`;
  return new DomainError('DUTIES_SEPARATED', message, { act, reasons: [why], basis, accepted });
}

function anotherRoute(type: string): DomainError {
  const message = `${type} is sent by a route of its own; see the interface's documentation.`;
  return inputInvalid([{ path: 'type', rule: 'hasOwnRoute', message }]);
}

function unknownType(workflow: WorkflowDefinition, type: string): DomainError {
  const known = Object.keys(workflow.events).join(', ');
  const asked = shortened(type, 60);
  const message = `${asked} is not an event of ${workflow.key}; the events are ${known}.`;
  return inputInvalid([{ path: 'type', rule: 'isEventType', message }]);
}

function notAccepted(
  { record, event }: WantedAct,
  accepted: readonly string[],
  reasons: readonly Label[],
): DomainError {
  const why = reasons.map(({ en }) => ` ${en}`).join('');
  const message = `${event.type} is not accepted in state ${record.state}.${why}`;
  return new DomainError('EVENT_NOT_ACCEPTED', message, { state: record.state, accepted, reasons });
}
