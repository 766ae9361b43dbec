import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * The link of a letter, by which somebody without an account does one act of one case (一次性办理链接).
 * It bears the id of its letter; the secret in it is known to the reader alone.
 */
@Entity({ name: 'letter_links' })
export class LetterLink {
  @PrimaryColumn({ name: 'case_id', type: 'uuid', primaryKeyConstraintName: 'pk_letter_links' })
  caseId!: string;

  /** The letter's. */
  @PrimaryColumn({ name: 'id', type: 'uuid', primaryKeyConstraintName: 'pk_letter_links' })
  id!: string;

  /** The act that it opens. */
  @Column({ name: 'act', type: 'text' })
  act!: string;

  /** The clock that it ends with. */
  @Column({ name: 'clock', type: 'text' })
  clock!: string;

  @Column({ name: 'generation', type: 'integer' })
  generation!: number;

  /** The address that it went to. */
  @Column({ name: 'recipient', type: 'text' })
  recipient!: string;

  @Column({ name: 'made_at', type: 'timestamptz' })
  madeAt!: Date;

  @Column({ name: 'answered_at', type: 'timestamptz', nullable: true })
  answeredAt!: Date | null;

  /** The entry of the case's history that holds the answer. */
  @Column({ name: 'answered_seq', type: 'integer', nullable: true })
  answeredSeq!: number | null;

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;

  @Column({ name: 'revoked_by', type: 'uuid', nullable: true })
  revokedBy!: string | null;
}
