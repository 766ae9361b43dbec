import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { migrationNames } from './migrations/index.js';

/** What the schema lets this process do. */
export interface SchemaState {
  /** It takes no work: the schema is of a later version that does not allow it. */
  readonly standing: boolean;
  /** What there is to say of it; null while the schema is the one that this version knows. */
  readonly sentence: string | null;
}

const KNOWN: SchemaState = { standing: false, sentence: null };

/**
 * Looks whether another process, of a later version, has migrated the database
 * under this one. Each migration has written down whether the version before may go on beside it
 * (`Migration.besideOld`), so that a process which has never heard of it can read that.
 */
@Injectable()
export class SchemaWatch {
  private readonly log = new Logger('Schema');
  private found = KNOWN;

  constructor(private readonly dataSource: DataSource) {}

  state(): SchemaState {
    return this.found;
  }

  /** Looks once, and says in the log what has changed since it looked last. */
  async look(): Promise<SchemaState> {
    const newer = await this.dataSource.query<{ name: string; beside: boolean }[]>(
      `SELECT name, beside_old AS beside FROM migrations WHERE NOT name = ANY($1) ORDER BY id`,
      [migrationNames],
    );
    const before = this.found;
    this.found = stateOf(newer);
    if (this.found.sentence !== before.sentence) {
      this.log.warn(this.found.sentence ?? 'The schema is again the one that this version knows.');
    }
    return this.found;
  }
}

function stateOf(newer: readonly { readonly name: string; readonly beside: boolean }[]) {
  const forbidding = newer.find(({ beside }) => !beside);
  const told = forbidding ?? newer[0];
  if (!told) return KNOWN;
  const migrated = `The database was migrated by a later version of the product (${told.name})`;
  return forbidding
    ? {
        standing: true,
        sentence: `${migrated}, beside which this one cannot work: start that version here.`,
      }
    : {
        standing: false,
        sentence: `${migrated}, beside which this one may go on until that version is started here.`,
      };
}
