import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What opens a link, by its hash; each try to deliver the letter makes another one. */
@Entity({ name: 'letter_link_tokens' })
export class LetterLinkToken {
  /** SHA-256 of the token, in hexadecimal. */
  @PrimaryColumn({
    name: 'hash',
    type: 'char',
    length: 64,
    primaryKeyConstraintName: 'pk_letter_link_tokens',
  })
  hash!: string;

  @Column({ name: 'case_id', type: 'uuid' })
  caseId!: string;

  @Column({ name: 'link_id', type: 'uuid' })
  linkId!: string;

  @Column({ name: 'made_at', type: 'timestamptz' })
  madeAt!: Date;
}
