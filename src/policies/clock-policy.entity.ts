import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  ClockPolicy,
  Governing,
  LadderPlan,
  LegalBasis,
  PausePolicy,
  PolicyUnit,
  RollRule,
  StartRule,
} from '../definition/index.js';
import type { BusinessDate } from '../kernel/business-date.js';

/** Who wrote a version: the seeds, or an administrator. */
export const policyOrigins = ['seed', 'admin'] as const;

export type PolicyOrigin = (typeof policyOrigins)[number];

/** A version of a policy. The database refuses to change it, but for the day on which it ends. */
@Entity({ name: 'clock_policies' })
export class ClockPolicyRow implements ClockPolicy {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_clock_policies' })
  id!: string;

  @Column({ name: 'workflow', type: 'text' })
  workflow!: string;

  @Column({ name: 'clock', type: 'text' })
  clock!: string;

  @Column({ name: 'division_code', type: 'char', length: 6, nullable: true })
  divisionCode!: string | null;

  @Column({ name: 'version', type: 'integer' })
  version!: number;

  @Column({ name: 'value', type: 'integer' })
  value!: number;

  @Column({ name: 'unit', type: 'text' })
  unit!: PolicyUnit;

  @Column({ name: 'start_rule', type: 'text' })
  startRule!: StartRule;

  @Column({ name: 'roll_rule', type: 'text' })
  rollRule!: RollRule;

  @Column({ name: 'follows', type: 'text' })
  follows!: Governing;

  @Column({ name: 'ladder', type: 'jsonb' })
  ladder!: LadderPlan;

  @Column({ name: 'cap', type: 'integer', nullable: true })
  cap!: number | null;

  @Column({ name: 'pause', type: 'jsonb', nullable: true })
  pause!: PausePolicy | null;

  @Column({ name: 'basis', type: 'jsonb' })
  basis!: LegalBasis;

  @Column({ name: 'effective_from', type: 'date' })
  effectiveFrom!: BusinessDate;

  @Column({ name: 'effective_to', type: 'date', nullable: true })
  effectiveTo!: BusinessDate | null;

  @Column({ name: 'origin', type: 'text' })
  origin!: PolicyOrigin;

  @Column({ name: 'reason', type: 'text' })
  reason!: string;

  @Column({ name: 'made_by', type: 'uuid', nullable: true })
  madeBy!: string | null;

  @Column({ name: 'made_at', type: 'timestamptz' })
  madeAt!: Date;

  /** Why it ends, when somebody ended it. */
  @Column({ name: 'end_reason', type: 'text', nullable: true })
  endReason!: string | null;
}
