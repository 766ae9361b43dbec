import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The one row by which the database is known again, and which says that it waits for a word. */
@Entity('restore_watch')
@Check('ck_restore_watch_single', 'id = 1')
export class RestoreWatchState {
  @PrimaryColumn({ name: 'id', type: 'smallint', primaryKeyConstraintName: 'pk_restore_watch' })
  id!: number;

  /** The same in every copy of the database, and in no other one. */
  @Column({ name: 'life', type: 'uuid' })
  life!: string;

  /** Of the server's data, by `pg_control_system()`; null before the first look, or not to be read. */
  @Column({ name: 'system_id', type: 'text', nullable: true })
  systemId!: string | null;

  /** Of the database on its server; null before the first look. */
  @Column({ name: 'database_id', type: 'bigint', nullable: true })
  databaseId!: string | null;

  /** Goes up every five seconds while anybody works, and far beyond that by a decision. */
  @Column({ name: 'beat', type: 'bigint', default: 0 })
  beat!: string;

  /** Null while nothing keeps the processes from their work. */
  @Column({ name: 'standing_since', type: 'timestamptz', nullable: true })
  standingSince!: Date | null;

  @Column({ name: 'standing_cause', type: 'text', nullable: true })
  standingCause!: string | null;

  /** When an operator began to carry out a decision; null while nobody does. */
  @Column({ name: 'deciding_since', type: 'timestamptz', nullable: true })
  decidingSince!: Date | null;

  /** A series up to this year that the database does not know begins behind `numbersFrom`. */
  @Column({ name: 'numbers_until', type: 'integer', default: 0 })
  numbersUntil!: number;

  @Column({ name: 'numbers_from', type: 'integer', default: 0 })
  numbersFrom!: number;
}
