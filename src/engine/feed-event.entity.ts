import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Party } from '../definition/index.js';
import type { BusinessDate } from '../kernel/business-date.js';

/**
 * That something has happened in a case, for the enterprise that filed it: a row for each entry of
 * the history that it may read, without a word of the entry's content. Kept for a while.
 */
@Entity({ name: 'feed_events' })
export class FeedEvent {
  @PrimaryColumn({ name: 'case_id', type: 'uuid', primaryKeyConstraintName: 'pk_feed_events' })
  caseId!: string;

  /** Number of the entry; never told, because a gap would tell of a step that is not for the enterprise. */
  @PrimaryColumn({ name: 'seq', type: 'integer', primaryKeyConstraintName: 'pk_feed_events' })
  seq!: number;

  /** By which it is named outside, in the feed and in every webhook about it. */
  @Column({ name: 'id', type: 'uuid' })
  id!: string;

  @Column({ name: 'enterprise_id', type: 'uuid' })
  enterpriseId!: string;

  /**
   * Its place in the feed of the enterprise, without gaps; null until somebody reads the feed. Given
   * to what is committed already, so that a reader passes by nothing that is committed late.
   */
  @Column({ name: 'position', type: 'integer', nullable: true })
  position!: number | null;

  /** `complaint.accept`, `clock.lapsed`. */
  @Column({ name: 'type', type: 'text' })
  type!: string;

  @Column({ name: 'clock', type: 'text', nullable: true })
  clock!: string | null;

  /** The state of the case after it. */
  @Column({ name: 'state', type: 'text' })
  state!: string;

  /** Who was expected to act after it. */
  @Column({ name: 'awaits', type: 'text', nullable: true })
  awaits!: Party | null;

  @Column({ name: 'awaits_until', type: 'date', nullable: true })
  awaitsUntil!: BusinessDate | null;

  @Column({ name: 'at', type: 'timestamptz' })
  at!: Date;
}
