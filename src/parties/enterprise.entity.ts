import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A complainant. */
@Entity('enterprises')
@Unique('uq_enterprises_uscc', ['uscc'])
export class Enterprise {
  @PrimaryColumn({ name: 'id', type: 'uuid', primaryKeyConstraintName: 'pk_enterprises' })
  id!: string;

  @Column({ name: 'uscc', type: 'char', length: 18 })
  uscc!: string;

  @Column({ name: 'name', type: 'text' })
  name!: string;

  /** Its seat; null outside Guangxi. */
  @Column({ name: 'division_code', type: 'char', length: 6, nullable: true })
  divisionCode!: string | null;
}
