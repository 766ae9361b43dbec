import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { JsonObject } from '../kernel/json.js';

/**
 * The clocks and letters of a case that ended long ago, packed: a row of their tables is an object
 * of the list, by the names of its columns. The server keeps such a list compressed. The case
 * itself, its history, money, documents and evidence stay where they are.
 *
 * A migration that gives one of those tables a column that may not be null, or another meaning to
 * one, does the same here.
 */
@Entity({ name: 'archived_cases' })
export class ArchivedCase {
  @PrimaryColumn({ name: 'case_id', type: 'uuid', primaryKeyConstraintName: 'pk_archived_cases' })
  caseId!: string;

  @Column({ name: 'archived_at', type: 'timestamptz' })
  archivedAt!: Date;

  @Column({ name: 'clocks', type: 'jsonb' })
  clocks!: readonly JsonObject[];

  @Column({ name: 'notices', type: 'jsonb' })
  notices!: readonly JsonObject[];
}
