import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import type { ClockDefinition } from '../definition/index.js';
import { endOfDay, type BusinessDate } from '../kernel/business-date.js';
import { groupBy } from '../kernel/group-by.js';
import { selectRows } from '../store/select-rows.js';
import { Transactions } from '../store/transactions.js';
import { WriteBatch } from '../store/write-batch.js';
import { Clock } from './clock.entity.js';
import { nextStageAt, planStages, withFired } from './plan-stages.js';

/** What the machine asks for: a clock by name, started on a day, counted as its definition says. */
export interface ClockToArm {
  readonly caseId: string;
  readonly name: string;
  /** Whom it runs for, where several clocks of one name run at once. */
  readonly subject: string | null;
  readonly timerId: string;
  readonly definition: ClockDefinition;
  readonly from: BusinessDate;
  readonly extension: number;
  readonly at: Date;
}

/** The clocks of cases: how a row comes to be, changes and ends. Pure but for reading and writing. */
@Injectable()
export class Clocks {
  constructor(
    private readonly calendar: WorkingCalendar,
    private readonly transactions: Transactions,
  ) {}

  /** Every generation of every clock of the case, in the order in which they were armed. */
  of(caseId: string, tx: EntityManager = this.transactions.manager): Promise<Clock[]> {
    const rest = 'WHERE case_id = $1 ORDER BY armed_at, name, generation';
    return selectRows(tx, Clock, rest, [caseId]);
  }

  /** The clocks of several cases, for lists. */
  async ofAll(caseIds: readonly string[]): Promise<ReadonlyMap<string, readonly Clock[]>> {
    const clocks = await this.transactions.manager.find(Clock, {
      where: { caseId: In([...caseIds]) },
      order: { armedAt: 'ASC', name: 'ASC', generation: 'ASC' },
    });
    return groupBy(clocks, (clock) => clock.caseId);
  }

  /** A new generation of a clock; `before` are the clocks that the case has already. */
  arm(order: ClockToArm, before: readonly Clock[]): Clock {
    const { definition, from, extension, at } = order;
    const term = { ...definition.term, value: definition.term.value + extension };
    const due = this.calendar.deadline(from, term);
    const stages = planStages(definition, due, at, this.calendar);
    const earlier = before.filter((clock) => clock.name === order.name);
    const replaced = earlier.findLast(
      ({ subject, endedAt }) => subject === order.subject && endedAt?.getTime() === at.getTime(),
    );
    const clock: Clock = {
      caseId: order.caseId,
      name: order.name,
      generation: Math.max(0, ...earlier.map(({ generation }) => generation)) + 1,
      subject: order.subject,
      timerId: order.timerId,
      status: 'running',
      owedBy: definition.owedBy,
      startedOn: from,
      ...due,
      dueAt: endOfDay(due.dueOn),
      mark: definition.basis.mark,
      basis: definition.basis,
      derivation: {
        policy: definition.id,
        from,
        term: definition.term,
        extension,
        calendar: this.calendar.edition,
        replaces: replaced ? { generation: replaced.generation, dueOn: replaced.dueOn } : null,
      },
      stages,
      nextStageAt: nextStageAt(stages),
      attempts: 0,
      lastError: null,
      armedAt: at,
      endedAt: null,
    };
    return clock;
  }

  /** The awaited act came, or is awaited no more. A lapsed clock stays lapsed. */
  end(clock: Clock, met: boolean, at: Date): Clock {
    const status = clock.status === 'lapsed' ? 'lapsed' : met ? 'met' : 'cancelled';
    return { ...clock, status, endedAt: at, nextStageAt: null };
  }

  /** The due moment has come. `awaited`: reminders go on until somebody does the act. */
  lapse(clock: Clock, awaited: boolean, at: Date): Clock {
    const stages = withFired(clock.stages, 0, at);
    return {
      ...clock,
      status: 'lapsed',
      stages,
      nextStageAt: awaited ? nextStageAt(stages) : null,
      endedAt: awaited ? null : at,
      attempts: 0,
      lastError: null,
    };
  }

  /** A warning or reminder has been written. */
  remind(clock: Clock, offset: number, at: Date): Clock {
    const stages = withFired(clock.stages, offset, at);
    return { ...clock, stages, nextStageAt: nextStageAt(stages), attempts: 0, lastError: null };
  }

  /** Writes new and changed clocks. Ended ones go first: only one generation may run at a time. */
  save(batch: WriteBatch, clocks: readonly Clock[]): void {
    const rows = clocks.toSorted((a, b) => Number(a.endedAt === null) - Number(b.endedAt === null));
    const updated = ['status', 'stages', 'next_stage_at', 'attempts', 'last_error', 'ended_at'];
    const set = updated.map((column) => `${column} = excluded.${column}`).join(', ');
    batch.insert(Clock, rows, `ON CONFLICT ON CONSTRAINT pk_clocks DO UPDATE SET ${set}`);
  }
}
