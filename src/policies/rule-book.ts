import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CalendarYears } from '../calendar/calendar-years.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import type { ClockPolicy } from '../definition/index.js';
import { readRevision } from '../store/rule-revision.js';
import { selectRows } from '../store/select-rows.js';
import { Transactions } from '../store/transactions.js';
import { ClockPolicyRow } from './clock-policy.entity.js';
import { PolicyBook, type PolicyQuestion } from './policy-book.js';

/**
 * The rules by which dates are counted, held in memory: policies, and the years above the
 * calendar's base. One number in the database says whether the picture is still the newest; who
 * reads a case reads that number in the same statement, so that a process which did not make a
 * change counts by it from its next transaction on.
 */
@Injectable()
export class RuleBook {
  private book = new PolicyBook([]);
  private revision = 0;

  constructor(
    private readonly calendar: WorkingCalendar,
    private readonly years: CalendarYears,
    private readonly transactions: Transactions,
  ) {}

  /** The number of the picture that is held. */
  get heldRevision(): number {
    return this.revision;
  }

  get policies(): PolicyBook {
    return this.book;
  }

  /** The version that holds for a case. */
  inForce(question: PolicyQuestion): ClockPolicy {
    return this.book.inForce(question);
  }

  /** Compares with the number that was just read, and reads anew what has changed. */
  async meet(tx: EntityManager, revision: number): Promise<void> {
    if (revision !== this.revision) await this.load(tx);
  }

  /** For readers outside a transaction. */
  async refresh(tx: EntityManager = this.transactions.manager): Promise<void> {
    await this.meet(tx, await readRevision(tx));
  }

  private async load(tx: EntityManager): Promise<void> {
    // The number first: a change in between is then noticed the next time, not lost.
    const revision = await readRevision(tx);
    const policies = await selectRows(tx, ClockPolicyRow, 'ORDER BY id', []);
    const years = await this.years.all(tx);
    this.book = new PolicyBook(policies);
    this.calendar.use(years);
    this.revision = revision;
  }
}
