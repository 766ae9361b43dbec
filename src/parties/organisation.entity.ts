import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** A public body or company that can be complained of or can handle complaints. */
@Entity('organisations')
@Unique('uq_organisations_uscc', ['uscc'])
@Index('ix_organisations_name', ['name'])
export class Organisation {
  @PrimaryColumn({ name: 'id', type: 'uuid', primaryKeyConstraintName: 'pk_organisations' })
  id!: string;

  /** As `plainName` writes it, so that a respondent is found by its name. */
  @Column({ name: 'name', type: 'text' })
  name!: string;

  @Column({ name: 'uscc', type: 'char', length: 18, nullable: true })
  uscc!: string | null;

  @Column({ name: 'division_code', type: 'char', length: 6 })
  divisionCode!: string;

  /** The body it belongs to: a bureau to its government. */
  @Column({ name: 'parent_id', type: 'uuid', nullable: true })
  parentId!: string | null;

  /** What the package said of the row when it was sown last; null for a row of other origin. */
  @Column({ name: 'seeded', type: 'jsonb', nullable: true })
  seeded!: object | null;
}
