import { Inject, Injectable, Optional } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { DomainError } from '../kernel/domain-error.js';
import { withWorkBeside } from './before-commit.js';
import { SchemaWatch } from './schema-watch.js';

/** The one way to write: everything inside `run` is committed together or not at all. */
@Injectable()
export class Transactions {
  constructor(
    private readonly dataSource: DataSource,
    @Optional() @Inject(SchemaWatch) private readonly watch: SchemaWatch | null = null,
  ) {}

  /**
   * READ COMMITTED, never retried; committed once what goes on beside it is done (`beforeCommit`).
   * Inside, use `tx` for every statement: the embedded database serves nobody else until the
   * transaction ends, so another connection would wait for ever.
   *
   * @throws DomainError UNAVAILABLE while this process stands still
   */
  async run<Result>(work: (tx: EntityManager) => Promise<Result>): Promise<Result> {
    this.requireKnownSchema();
    return this.dataSource.transaction((tx) => withWorkBeside(tx, work));
  }

  /**
   * Does the work as `run` would, tells what came of it, and undoes it: nothing is written, no
   * number is used up.
   */
  async rehearse<Result>(work: (tx: EntityManager) => Promise<Result>): Promise<Result> {
    const results: Result[] = [];
    const undo = new Error('This was a rehearsal.');
    try {
      await this.run(async (tx) => {
        results.push(await work(tx));
        throw undo;
      });
    } catch (error) {
      if (error !== undo) throw error;
    }
    const [result] = results;
    return result as Result;
  }

  /**
   * For reading outside a transaction.
   *
   * @throws DomainError UNAVAILABLE while this process stands still
   */
  get manager(): EntityManager {
    this.requireKnownSchema();
    return this.dataSource.manager;
  }

  /** Whether a later version has migrated the database, so that this process takes no work. */
  get standing(): boolean {
    return this.watch?.state().standing ?? false;
  }

  /** Whatever was under way, or asks in spite of all, does not write by a schema of before. */
  private requireKnownSchema(): void {
    if (this.standing) throw new DomainError('UNAVAILABLE', this.watch?.state().sentence ?? '');
  }
}
