import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a case can be found by; written once, when it is filed. */
@Entity({ name: 'case_texts' })
export class CaseText {
  @PrimaryColumn({ name: 'case_id', type: 'uuid', primaryKeyConstraintName: 'pk_case_texts' })
  caseId!: string;

  /** Number, enterprise and respondent, a line each, in lower case. */
  @Column({ name: 'text', type: 'text' })
  text!: string;

  /** Every character and every two neighbours of the text; an index leads from them to the case. */
  @Column({ name: 'grams', type: 'text', array: true })
  grams!: string[];
}
