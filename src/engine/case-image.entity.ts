import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { JsonObject } from '../kernel/json.js';

/**
 * A case as it was before time alone moved it: a deadline lapsed, what the lapse set going in other
 * cases, a term that was held, a reminder. Kept for a while, so that what a wrong clock did can be
 * undone. Acts of persons leave none.
 */
@Entity({ name: 'case_images' })
export class CaseImage {
  @PrimaryColumn({ name: 'case_id', type: 'uuid', primaryKeyConstraintName: 'pk_case_images' })
  caseId!: string;

  /** Number of the entry; of a reminder, which has none, the version of the case. */
  @PrimaryColumn({ name: 'seq', type: 'integer', primaryKeyConstraintName: 'pk_case_images' })
  seq!: number;

  /** The cause of its letters: `event:3`, or `clock:cityReply#1@-3` for a reminder. */
  @PrimaryColumn({ name: 'cause', type: 'text', primaryKeyConstraintName: 'pk_case_images' })
  cause!: string;

  /** When, by the machine's clock. */
  @Column({ name: 'written_at', type: 'timestamptz' })
  writtenAt!: Date;

  /** The same by the database's, by which a machine's wrong clock is found. */
  @Column({ name: 'recorded_at', type: 'timestamptz' })
  recordedAt!: Date;

  /** What an event can change of the case, before it; null for a reminder, and for a case that was opened. */
  @Column({ name: 'record', type: 'jsonb', nullable: true })
  record!: JsonObject | null;

  /** What an event can change of the clocks that had not ended; null for a reminder. */
  @Column({ name: 'clocks', type: 'jsonb', nullable: true })
  clocks!: readonly JsonObject[] | null;

  /** Clocks that it armed: `cityReply#2`. */
  @Column({ name: 'armed', type: 'jsonb' })
  armed!: readonly string[];

  /** Number of the entry by which it was taken back; null: it stands. */
  @Column({ name: 'taken_back_by', type: 'integer', nullable: true })
  takenBackBy!: number | null;
}
