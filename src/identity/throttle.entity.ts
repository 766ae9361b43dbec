import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What was tried in vain, or asked for, under one key: an account, or an address. */
@Entity('throttles')
@Index('ix_throttles_last', ['lastAt'])
export class Throttle {
  /** SHA-256 of what is counted: a table of who mistyped is nobody's business. */
  @PrimaryColumn({
    name: 'key',
    type: 'char',
    length: 64,
    primaryKeyConstraintName: 'pk_throttles',
  })
  key!: string;

  @Column({ name: 'count', type: 'integer' })
  count!: number;

  /** Tries that are being checked at this moment, by any process. */
  @Column({ name: 'pending', type: 'integer' })
  pending!: number;

  @Column({ name: 'last_at', type: 'timestamptz' })
  lastAt!: Date;

  @Column({ name: 'blocked_until', type: 'timestamptz', nullable: true })
  blockedUntil!: Date | null;
}
