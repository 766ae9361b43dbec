import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What somebody did or tried with a link. `opened`, `answered` and `shown` (what was answered) are
 * its uses; `replayed` is a second answer, `expired`, `revoked` and `over` come too late, `badFile`
 * is a file that is not what it may be, `crossSite` a form from elsewhere, `forged` no link of ours.
 */
export const linkUses = [
  'opened',
  'answered',
  'shown',
  'replayed',
  'expired',
  'revoked',
  'over',
  'badFile',
  'crossSite',
] as const;

/** A forged link is no use of any link. */
export type LinkUseKind = (typeof linkUses)[number] | 'forged';

/** One entry of the record of links; the token itself stands nowhere in it. */
@Entity({ name: 'link_uses' })
export class LinkUse {
  @PrimaryColumn({ name: 'id', type: 'uuid', primaryKeyConstraintName: 'pk_link_uses' })
  id!: string;

  @Column({ name: 'at', type: 'timestamptz' })
  at!: Date;

  @Column({ name: 'what', type: 'text' })
  what!: LinkUseKind;

  /** The address that it came from; of IPv6 the network. */
  @Column({ name: 'client', type: 'text' })
  client!: string;

  /** Null for what is no link of ours. */
  @Column({ name: 'case_id', type: 'uuid', nullable: true })
  caseId!: string | null;

  @Column({ name: 'link_id', type: 'uuid', nullable: true })
  linkId!: string | null;
}
