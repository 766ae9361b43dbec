import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '../clocks/clock.entity.js';
import { Clocks } from '../clocks/clocks.js';
import {
  toldByLetter,
  type BusinessDate,
  type CaseContext,
  type WorkflowDefinition,
} from '../definition/index.js';
import type { JsonObject } from '../kernel/json.js';
import { RuleBook } from '../policies/rule-book.js';
import type { Case } from './case.entity.js';
import { policyInForce } from './case-policies.js';
import type { Outcome } from './commands.js';
import { contextOf } from './machine-step.js';
import { restored } from './stored-snapshot.js';

/** How and when a term that stood still was served. */
export interface ServiceOfTerm {
  /** `mail`, or a way of service on paper. */
  readonly way: string;
  readonly on: BusinessDate;
  /** Type of the event that says so. */
  readonly startEvent: string;
}

/** A letter that begins a term and has not arrived. */
interface Unsent {
  readonly template: string;
  readonly lastError: string | null;
}

/** Addresses in a server's answer are nobody's to read in a history. */
const ADDRESS = /[^\s<>"']+@[^\s<>"']+/g;

/** Terms whose letter has not arrived: which they are, and how they run anew once they are served. */
@Injectable()
export class ServedTerms {
  constructor(
    private readonly clocks: Clocks,
    private readonly rules: RuleBook,
  ) {}

  /** Whether what becomes of letters decides about the clock's term, as the case stands. */
  dependsOnLetter(workflow: WorkflowDefinition, { snapshot }: Case, clock: Clock): boolean {
    const told = toldByLetter(workflow.clocks[clock.name]?.told);
    if (!told) return false;
    const context: CaseContext = contextOf(restored(workflow, snapshot));
    return told.unless?.(context as never) !== true;
  }

  /** The last letter that begins the term, where none of them has left; null where one has. */
  async unsent(tx: EntityManager, clock: Clock): Promise<Unsent | null> {
    const letters = await tx.query<(Unsent & { status: string })[]>(
      `SELECT template, last_error AS "lastError", status FROM notices
        WHERE case_id = $1 AND clock = $2 AND clock_generation = $3 ORDER BY id`,
      [clock.caseId, clock.name, clock.generation],
    );
    return letters.some(({ status }) => status === 'sent') ? null : (letters.at(-1) ?? null);
  }

  /** Whether another letter that begins it is still on its way. */
  async isUnderWay(tx: EntityManager, clock: Clock): Promise<boolean> {
    const [row] = await tx.query<unknown[]>(
      `SELECT FROM notices WHERE case_id = $1 AND clock = $2 AND clock_generation = $3
          AND status = 'pending' LIMIT 1`,
      [clock.caseId, clock.name, clock.generation],
    );
    return row !== undefined;
  }

  /** The clock as it stands still. */
  held(clock: Clock, { template, lastError }: Unsent, at: Date): Clock {
    const words = lastError?.replaceAll(ADDRESS, '***') ?? null;
    return this.clocks.hold(clock, template.split('/')[1] ?? template, words, at);
  }

  /** Ends the clock that stands still and begins its whole term anew on the day of the service. */
  served(
    workflow: WorkflowDefinition,
    { record, clocks }: Outcome,
    held: Clock,
    { way, on, startEvent }: ServiceOfTerm,
    at: Date,
  ): { readonly ended: Clock; readonly armed: Clock } {
    const definition = workflow.clocks[held.name];
    if (!definition) throw new Error(`No clock is declared by the name ${held.name}.`);
    const { given, term, extension } = held.derivation;
    const ended = this.clocks.end(held, false, at);
    const armed = this.clocks.arm(
      {
        caseId: record.id,
        name: held.name,
        subject: held.subject,
        timerId: held.timerId,
        definition,
        owedBy: held.owedBy,
        count: { from: on, extension, ...(given && { term }) },
        policyFor: () => policyInForce(this.rules, workflow, record, held.name),
        startEvent,
        served: { way, on },
        at,
      },
      clocks.map((clock) => (clock === held ? ended : clock)),
    );
    return { ended, armed };
  }
}

/** What the letters to whoever serves a term in another way tell of it. */
export function whyHeld({ clocks }: WorkflowDefinition, { name, owedBy, held }: Clock): JsonObject {
  const termLabel = { ...(clocks[name]?.label ?? { zh: name, en: name }) };
  return { termLabel, words: held?.words ?? null, owedBy };
}
