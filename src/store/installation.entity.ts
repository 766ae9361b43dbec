import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What a database is kept for. */
export type InstallationKind = 'demonstration' | 'production';

/** The one row that says whether the accounts here are real. */
@Entity('installation')
@Check('ck_installation_single', 'id = 1')
@Check('ck_installation_kind', "kind IN ('demonstration', 'production')")
export class Installation {
  @PrimaryColumn({ name: 'id', type: 'smallint', primaryKeyConstraintName: 'pk_installation' })
  id!: number;

  @Column({ name: 'kind', type: 'text' })
  kind!: InstallationKind;

  @Column({ name: 'since', type: 'timestamptz' })
  since!: Date;
}
