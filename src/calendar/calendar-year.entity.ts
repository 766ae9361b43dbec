import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PublishedDay } from './published-year.js';

/** An imported year of the calendar. A row stays as it is; a later import is the next version. */
@Entity({ name: 'calendar_years' })
export class CalendarYear {
  @PrimaryColumn({ name: 'year', type: 'integer', primaryKeyConstraintName: 'pk_calendar_years' })
  year!: number;

  @PrimaryColumn({
    name: 'version',
    type: 'integer',
    primaryKeyConstraintName: 'pk_calendar_years',
  })
  version!: number;

  @Column({ name: 'days', type: 'jsonb' })
  days!: readonly PublishedDay[];

  /** Addresses or numbers of the notice. */
  @Column({ name: 'papers', type: 'jsonb' })
  papers!: readonly string[];

  /** Where the file came from. */
  @Column({ name: 'source', type: 'text' })
  source!: string;

  @Column({ name: 'reason', type: 'text' })
  reason!: string;

  /** Why its days are others than the Regulation's or those of before; null where they are not. */
  @Column({ name: 'deviation', type: 'text', nullable: true })
  deviation!: string | null;

  /** Null where it was imported on the command line. */
  @Column({ name: 'imported_by', type: 'uuid', nullable: true })
  importedBy!: string | null;

  @Column({ name: 'imported_at', type: 'timestamptz' })
  importedAt!: Date;
}
