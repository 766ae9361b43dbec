import type { MigrationInterface } from 'typeorm';

/** A step of the schema. */
export interface Migration extends MigrationInterface {
  readonly name: string;
  /**
   * Whether processes of the version before may go on beside it: it adds tables, columns that may
   * be left out, or indexes, and nothing that they read or write changes its meaning. They stand
   * still where it does not say so.
   */
  readonly besideOld?: boolean;
}
