import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A client's address from which an account was signed in to with success. */
@Entity('known_clients')
@Index('ix_known_clients_account', ['accountId'])
export class KnownClient {
  /** SHA-256 of the account's e-mail address and the client's: the table names neither. */
  @PrimaryColumn({
    name: 'client',
    type: 'char',
    length: 64,
    primaryKeyConstraintName: 'pk_known_clients',
  })
  client!: string;

  @Column({ name: 'account_id', type: 'uuid' })
  accountId!: string;

  @Column({ name: 'last_at', type: 'timestamptz' })
  lastAt!: Date;
}
