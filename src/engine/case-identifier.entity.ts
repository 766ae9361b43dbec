import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { IdentifierSort } from '../definition/index.js';

/** A number by which a complaint is known elsewhere; written once, when it is filed. */
@Entity({ name: 'case_identifiers' })
@Index('ix_case_identifiers_value', ['enterpriseId', 'value'])
export class CaseIdentifier {
  @PrimaryColumn({
    name: 'case_id',
    type: 'uuid',
    primaryKeyConstraintName: 'pk_case_identifiers',
  })
  caseId!: string;

  @PrimaryColumn({
    name: 'sort',
    type: 'text',
    primaryKeyConstraintName: 'pk_case_identifiers',
  })
  sort!: IdentifierSort;

  /** A reference of the filer as it is; of others the letters and digits alone, in lower case. */
  @PrimaryColumn({
    name: 'value',
    type: 'text',
    primaryKeyConstraintName: 'pk_case_identifiers',
  })
  value!: string;

  @Column({ name: 'enterprise_id', type: 'uuid' })
  enterpriseId!: string;
}
