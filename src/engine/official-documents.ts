import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Clock } from '../clocks/clock.entity.js';
import { countBy, deadlineOf } from '../clocks/counting.js';
import type {
  Actor,
  CaseEvent,
  DocumentInput,
  DocumentReference,
  DocumentRequest,
  WorkflowDefinition,
} from '../definition/index.js';
import { RuleBook } from '../policies/rule-book.js';
import type { Case } from './case.entity.js';
import { policiesOf } from './case-policies.js';
import { contextOf, type AnyMachineSnapshot } from './machine-step.js';

/** A document to be issued in a locked case. */
export interface DocumentIssue {
  readonly workflow: WorkflowDefinition;
  readonly record: Case;
  readonly request: DocumentRequest;
  readonly actor: Actor;
  readonly on: string;
  readonly at: Date;
}

/** Who writes, numbers and keeps official documents. */
export interface DocumentOffice {
  /** @throws DomainError INPUT_INVALID for a number that is taken, UNAVAILABLE */
  issue(tx: EntityManager, issue: DocumentIssue): Promise<DocumentReference>;
}

/** An act that has been found to be lawful, on its way to the machine. */
export interface LawfulAct extends Omit<DocumentIssue, 'request' | 'actor' | 'on'> {
  readonly snapshot: AnyMachineSnapshot;
  readonly clocks: readonly Clock[];
  readonly event: CaseEvent;
}

/**
 * Lets acts issue their documents, in their own transaction: no act without its document, no number
 * without its act. The part of the product that has documents says so at the start; an engine by
 * itself issues none.
 */
@Injectable()
export class OfficialDocuments {
  private office: DocumentOffice | null = null;

  constructor(
    private readonly calendar: WorkingCalendar,
    private readonly rules: RuleBook,
  ) {}

  provide(office: DocumentOffice): void {
    this.office = office;
  }

  /** The act, with the document that it issues, if it does. */
  async issuedBy(tx: EntityManager, act: LawfulAct): Promise<CaseEvent> {
    const { workflow, record, event, at } = act;
    const document = workflow.events[event.type]?.document;
    if (!document || !this.office) return event;
    const request = document(this.inputOf(act) as never);
    if (!request) return event;
    const { actor, on } = event;
    const issued = await this.office.issue(tx, { workflow, record, request, actor, on, at });
    return { ...event, payload: { ...(event.payload as object), document: issued } };
  }
  private inputOf(act: LawfulAct): DocumentInput<unknown, unknown> {
    const { workflow, record, snapshot, clocks, event } = act;
    const policyOf = policiesOf(this.rules, workflow, record, clocks);
    return {
      payload: event.payload,
      context: contextOf(snapshot),
      filing: record.filing,
      caseNumber: record.number,
      filedOn: record.filedOn,
      enterpriseName: record.enterpriseName,
      on: event.on,
      policyOf,
      deadlineOf: (clock, count) => deadlineOf(countBy(policyOf(clock), count), this.calendar),
    };
  }
}
