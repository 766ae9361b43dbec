import { Injectable } from '@nestjs/common';
import type { Actor } from '../definition/index.js';
import { EngineService } from '../engine/engine.service.js';
import type { Case } from '../engine/case.entity.js';
import { DomainError } from '../kernel/domain-error.js';
import { TimeSource } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';

/** The cases on the desk of an officer who has left go back to the unit. */
@Injectable()
export class DepartedOfficerCases {
  constructor(
    private readonly transactions: Transactions,
    private readonly engine: EngineService,
    private readonly time: TimeSource,
  ) {}

  /**
   * Puts each case back, in a transaction of its own; a second run does what the first has not.
   *
   * @param actor acts in the officer's role and unit and on the officer's behalf
   * @returns how many cases went back
   */
  async release(accountId: string, actor: Actor): Promise<number> {
    const cases = await this.transactions.manager.query<{ id: string }[]>(
      `SELECT id FROM cases
        WHERE (acceptor_officer_id = $1 OR handler_officer_id = $1)
          AND snapshot ->> 'status' = 'active'
        ORDER BY urgent_at, id`,
      [accountId],
    );
    let released = 0;
    for (const { id } of cases) released += (await this.putBack(id, accountId, actor)) ? 1 : 0;
    return released;
  }

  /** False when the case is not on that desk any more, or takes no such act in its state. */
  private async putBack(caseId: string, accountId: string, actor: Actor): Promise<boolean> {
    const onTheDesk = (record: Case) =>
      [record.acceptorOfficerId, record.handlerOfficerId].includes(accountId);
    const command = {
      caseId,
      event: { type: 'assignment.release', payload: {} },
      actor,
      at: this.time.now(),
      inScope: onTheDesk,
    };
    try {
      return await this.engine.send(command, async () => true);
    } catch (error) {
      const gone: readonly unknown[] = ['NOT_FOUND', 'EVENT_NOT_ACCEPTED'];
      if (error instanceof DomainError && gone.includes(error.code)) return false;
      throw error;
    }
  }
}
