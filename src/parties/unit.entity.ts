import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { CodeWords, Capacity, Role } from '../definition/index.js';

/** `acceptance` takes complaints in, `handling` settles them, `oversight` watches. */
export const unitTasks = ['acceptance', 'handling', 'oversight'] as const;

export const taskWords = {
  acceptance: { zh: '受理', en: 'acceptance' },
  handling: { zh: '办理', en: 'handling' },
  oversight: { zh: '督查', en: 'oversight' },
} as const satisfies CodeWords<(typeof unitTasks)[number]>;

export type UnitTask = (typeof unitTasks)[number];

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

  /** What the law calls its department by, for the powers that go with it. */
  @Column({ name: 'capacities', type: 'text', array: true, default: [] })
  capacities!: Capacity[];

  /** The office or duty desk to ask for; null: the unit itself. */
  @Column({ name: 'contact_office', type: 'text', nullable: true })
  contactOffice!: string | null;

  /** Whom to ask for there, by name; null: nobody in particular. */
  @Column({ name: 'contact_person', type: 'text', nullable: true })
  contactPerson!: string | null;

  /** What people call who read its letters; every unit has one. */
  @Column({ name: 'telephone', type: 'text', default: '12345' })
  telephone!: string;

  @Column({ name: 'address', type: 'text', nullable: true })
  address!: string | null;

  /** When the administrator entered these; the seeds leave them alone from then on. */
  @Column({ name: 'contact_changed_at', type: 'timestamptz', nullable: true })
  contactChangedAt!: Date | null;

  @Column({ name: 'contact_changed_by', type: 'uuid', nullable: true })
  contactChangedBy!: string | null;

  /** Place in lists of a division: the unit that is mainly in charge comes first. */
  @Column({ name: 'position', type: 'integer' })
  position!: number;

  /** What the package said of the row when it was sown last; null for a row of other origin. */
  @Column({ name: 'seeded', type: 'jsonb', nullable: true })
  seeded!: object | null;
}
