import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { withWorkBeside } from './before-commit.js';

/** The one way to write: everything inside `run` is committed together or not at all. */
@Injectable()
export class Transactions {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * READ COMMITTED, never retried; committed once what goes on beside it is done (`beforeCommit`).
   * Inside, use `tx` for every statement: the embedded database serves nobody else until the
   * transaction ends, so another connection would wait for ever.
   */
  run<Result>(work: (tx: EntityManager) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction((tx) => withWorkBeside(tx, work));
  }

  /** For reading outside a transaction. */
  get manager(): EntityManager {
    return this.dataSource.manager;
  }
}
