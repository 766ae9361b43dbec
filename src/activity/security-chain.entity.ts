import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The end of the chain: one row, which whoever appends moves on. */
@Entity({ name: 'security_chain' })
export class SecurityChain {
  @PrimaryColumn({ name: 'id', type: 'integer', primaryKeyConstraintName: 'pk_security_chain' })
  id!: number;

  @Column({ name: 'seq', type: 'bigint' })
  seq!: number;

  @Column({ name: 'hash', type: 'text' })
  hash!: string;
}

/** Where the record begins since older rows were forgotten: the last of them, by its hash. */
@Entity({ name: 'security_anchors' })
export class SecurityAnchor {
  @PrimaryColumn({
    name: 'up_to_seq',
    type: 'bigint',
    primaryKeyConstraintName: 'pk_security_anchors',
  })
  upToSeq!: number;

  @Column({ name: 'hash', type: 'text' })
  hash!: string;

  @Column({ name: 'at', type: 'timestamptz' })
  at!: Date;
}

/** How far the record was handed on to a log server, and which process is at it until when. */
@Entity({ name: 'security_forwarding' })
export class SecurityForwarding {
  @PrimaryColumn({
    name: 'id',
    type: 'integer',
    primaryKeyConstraintName: 'pk_security_forwarding',
  })
  id!: number;

  @Column({ name: 'up_to_seq', type: 'bigint' })
  upToSeq!: number;

  @Column({ name: 'leased_until', type: 'timestamptz' })
  leasedUntil!: Date;
}
