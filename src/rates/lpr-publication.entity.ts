import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BusinessDate } from '../kernel/business-date.js';

/**
 * A publication of the one-year LPR as it was entered. Nothing is changed: a correction is a later
 * revision of the same day, and the last one counts. The database refuses anything else.
 */
@Entity({ name: 'lpr_publications' })
export class LprPublicationRow {
  @PrimaryColumn({
    name: 'published_on',
    type: 'date',
    primaryKeyConstraintName: 'pk_lpr_publications',
  })
  publishedOn!: BusinessDate;

  /** From 1 on. */
  @PrimaryColumn({
    name: 'revision',
    type: 'integer',
    primaryKeyConstraintName: 'pk_lpr_publications',
  })
  revision!: number;

  /** Percent per year, such as `3.85`. */
  @Column({ name: 'rate', type: 'text' })
  rate!: string;

  /** Where it was read. */
  @Column({ name: 'source', type: 'text' })
  source!: string;

  /** Null for rows that came with the product or from its command line. */
  @Column({ name: 'imported_by', type: 'uuid', nullable: true })
  importedBy!: string | null;

  @Column({ name: 'imported_at', type: 'timestamptz' })
  importedAt!: Date;
}
