import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BusinessDate } from '../kernel/business-date.js';
import type { JsonObject } from '../kernel/json.js';

/**
 * A line of the ledger of a case, written with the history entry that it belongs to. The database
 * refuses to change it: a correction is another line.
 */
@Entity({ name: 'ledger_entries' })
export class LedgerEntry {
  @PrimaryColumn({ name: 'case_id', type: 'uuid', primaryKeyConstraintName: 'pk_ledger_entries' })
  caseId!: string;

  /** From 1 on within a case. */
  @PrimaryColumn({ name: 'no', type: 'integer', primaryKeyConstraintName: 'pk_ledger_entries' })
  no!: number;

  @Column({ name: 'history_seq', type: 'integer' })
  historySeq!: number;

  /** What the workflow calls it: `claimed`, `paymentRecorded` … */
  @Column({ name: 'kind', type: 'text' })
  kind!: string;

  /** In fen, as the driver writes a number of 64 bits; negative where it takes something back. */
  @Column({ name: 'amount', type: 'bigint', nullable: true })
  amount!: string | null;

  /** The payment it is about, by its number in the case. */
  @Column({ name: 'payment', type: 'integer', nullable: true })
  payment!: number | null;

  @Column({ name: 'value_on', type: 'date' })
  valueOn!: BusinessDate;

  /** What auditors look for, as the workflow calls it; null for an ordinary line. */
  @Column({ name: 'flag', type: 'text', nullable: true })
  flag!: string | null;

  @Column({ name: 'details', type: 'jsonb' })
  details!: JsonObject;

  @Column({ name: 'at', type: 'timestamptz' })
  at!: Date;
}
