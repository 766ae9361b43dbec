import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DomainError } from '../kernel/domain-error.js';
import { newId } from '../kernel/ids.js';
import { Transactions } from '../store/transactions.js';
import { Incident, type IncidentKind } from './incident.entity.js';

/** A thing that got stuck, as the worker that gave up on it reports it. */
export interface IncidentReport {
  /** Null when it belongs to no case. */
  readonly caseId: string | null;
  readonly kind: IncidentKind;
  readonly subject: string;
  readonly cause: string;
  readonly attempts: number;
  readonly at: Date;
}

export interface IncidentFilter {
  /** Without it, incidents of every case. */
  readonly caseId?: string;
  /** Also those that are resolved; without it, what is open. */
  readonly resolved?: boolean;
  readonly limit?: number;
}

/** Puts what got stuck back to work: what a retry means is known to the owner of the queue. */
export interface Retrying {
  /** @throws DomainError NOT_FOUND when the subject is not there any more */
  retry(tx: EntityManager, caseId: string | null, subject: string, at: Date): Promise<void>;
}

/** What is stuck, from the moment a worker gave up until someone set it going again. */
@Injectable()
export class Incidents {
  private readonly queues = new Map<IncidentKind, Retrying>();

  constructor(private readonly transactions: Transactions) {}

  /** Each queue says once how its incidents are retried. */
  retryWith(kind: IncidentKind, queue: Retrying): void {
    this.queues.set(kind, queue);
  }

  /** Opens an incident; one that is open for the same subject is brought up to date instead. */
  async open(tx: EntityManager, report: IncidentReport): Promise<void> {
    await tx.query(
      `INSERT INTO incidents (case_id, id, kind, subject, cause, attempts, opened_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (case_id, kind, subject) WHERE resolved_at IS NULL
       DO UPDATE SET cause = excluded.cause, attempts = excluded.attempts`,
      [
        report.caseId,
        newId(report.at),
        report.kind,
        report.subject,
        report.cause,
        report.attempts,
        report.at,
      ],
    );
  }

  /** The oldest first: what has been stuck longest is most urgent. */
  list({ caseId, resolved = false, limit = 200 }: IncidentFilter = {}): Promise<Incident[]> {
    const query = this.transactions.manager
      .createQueryBuilder(Incident, 'incident')
      .orderBy('incident.openedAt')
      .addOrderBy('incident.id')
      .limit(limit);
    if (!resolved) query.andWhere('incident.resolvedAt IS NULL');
    if (caseId !== undefined) query.andWhere('incident.caseId = :caseId', { caseId });
    return query.getMany();
  }

  /**
   * Sets the subject going again and closes the incident. A second failure opens a new one, so
   * that each try by a person stays on record.
   *
   * @throws DomainError NOT_FOUND when no open incident has this id
   */
  async retry(id: string, by: string | null, at: Date): Promise<Incident> {
    return this.transactions.run(async (tx) => {
      const incident = await this.resolve(tx, id, by, at);
      const queue = this.queues.get(incident.kind);
      if (!queue) throw new Error(`Nobody retries incidents of kind ${incident.kind}.`);
      await queue.retry(tx, incident.caseId, incident.subject, at);
      return incident;
    });
  }

  /** @throws DomainError NOT_FOUND when no open incident has this id */
  async resolve(tx: EntityManager, id: string, by: string | null, at: Date): Promise<Incident> {
    const incident = await tx.findOne(Incident, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (incident?.resolvedAt !== null) {
      throw new DomainError('NOT_FOUND', 'There is no open incident by this id.');
    }
    await tx.update(Incident, { id }, { resolvedAt: at, resolvedBy: by });
    return Object.assign(incident, { resolvedAt: at, resolvedBy: by });
  }
}
