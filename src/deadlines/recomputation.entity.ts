import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CountedPart } from '../clocks/recount-clock.js';
import type { Label } from '../definition/index.js';

/** A recomputation that was applied: who, why, by which rules, and how far it came. */
@Entity({ name: 'recomputations' })
export class Recomputation {
  @PrimaryColumn({ name: 'id', type: 'uuid', primaryKeyConstraintName: 'pk_recomputations' })
  id!: string;

  @Column({ name: 'reason', type: 'text' })
  reason!: string;

  @Column({ name: 'notify', type: 'boolean' })
  notify!: boolean;

  /** Edition of the calendar. */
  @Column({ name: 'calendar', type: 'text' })
  calendar!: string;

  @Column({ name: 'rule_revision', type: 'integer' })
  ruleRevision!: number;

  /** Null on the command line. */
  @Column({ name: 'made_by', type: 'uuid', nullable: true })
  madeBy!: string | null;

  @Column({ name: 'made_at', type: 'timestamptz' })
  madeAt!: Date;

  /** Running clocks that were looked at. */
  @Column({ name: 'examined', type: 'integer' })
  examined!: number;

  /** Those whose day moved. */
  @Column({ name: 'moved', type: 'integer' })
  moved!: number;

  /** Those that keep their day, which is provisional no more or has another rule behind it. */
  @Column({ name: 'confirmed', type: 'integer' })
  confirmed!: number;

  /** Null while it runs, or when it broke off: what it did until then stands. */
  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true })
  finishedAt!: Date | null;

  /** The recomputation that this one undid. */
  @Column({ name: 'undo_of', type: 'uuid', nullable: true })
  undoOf!: string | null;
}

/** A clock that a recomputation changed, as it was before. */
@Entity({ name: 'recomputation_moves' })
export class RecomputationMove {
  @PrimaryColumn({
    name: 'recomputation_id',
    type: 'uuid',
    primaryKeyConstraintName: 'pk_recomputation_moves',
  })
  recomputationId!: string;

  @PrimaryColumn({
    name: 'case_id',
    type: 'uuid',
    primaryKeyConstraintName: 'pk_recomputation_moves',
  })
  caseId!: string;

  @PrimaryColumn({ name: 'name', type: 'text', primaryKeyConstraintName: 'pk_recomputation_moves' })
  name!: string;

  @PrimaryColumn({
    name: 'generation',
    type: 'integer',
    primaryKeyConstraintName: 'pk_recomputation_moves',
  })
  generation!: number;

  @Column({ name: 'before', type: 'jsonb' })
  before!: CountedPart;

  /** The day that it got. */
  @Column({ name: 'due_on', type: 'date' })
  dueOn!: string;

  @Column({ name: 'why', type: 'jsonb' })
  why!: Label;
}
