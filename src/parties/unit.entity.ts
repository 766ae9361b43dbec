import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Role } from '../definition/index.js';

/** `acceptance` takes complaints in, `handling` settles them, `oversight` watches. */
export type UnitTask = 'acceptance' | 'handling' | 'oversight';

/** The part of an organisation in which officers work. */
@Entity('units')
@Index('ix_units_division', ['divisionCode', 'task'])
export class Unit {
  @PrimaryColumn({ name: 'id', type: 'uuid', primaryKeyConstraintName: 'pk_units' })
  id!: string;

  @Column({ name: 'organisation_id', type: 'uuid' })
  organisationId!: string;

  @Column({ name: 'name_zh', type: 'text' })
  nameZh!: string;

  @Column({ name: 'name_en', type: 'text' })
  nameEn!: string;

  @Column({ name: 'division_code', type: 'char', length: 6 })
  divisionCode!: string;

  @Column({ name: 'task', type: 'text' })
  task!: UnitTask;

  /** The roles that its officers may have. */
  @Column({ name: 'roles', type: 'text', array: true })
  roles!: Role[];

  /** Kinds of case it works on: keys of workflows. */
  @Column({ name: 'kinds', type: 'text', array: true })
  kinds!: string[];

  /** Place in lists of a division: the unit that is mainly in charge comes first. */
  @Column({ name: 'position', type: 'integer' })
  position!: number;
}
