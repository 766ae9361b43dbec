import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An administrative division by GB/T 2260: the region, one of its cities, a county. */
@Entity('divisions')
export class Division {
  @PrimaryColumn({
    name: 'code',
    type: 'char',
    length: 6,
    primaryKeyConstraintName: 'pk_divisions',
  })
  code!: string;

  @Column({ name: 'name_zh', type: 'text' })
  nameZh!: string;

  /** Empty where no standard English name is known. */
  @Column({ name: 'name_en', type: 'text' })
  nameEn!: string;

  @Column({ name: 'level', type: 'text' })
  level!: 'province' | 'city' | 'county';

  @Column({ name: 'parent_code', type: 'char', length: 6, nullable: true })
  parentCode!: string | null;

  /** What the package said of the row when it was sown last; null for a row of other origin. */
  @Column({ name: 'seeded', type: 'jsonb', nullable: true })
  seeded!: object | null;
}
