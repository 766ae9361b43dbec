import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Filing, Hands } from '../definition/index.js';
import type { BusinessDate } from '../kernel/business-date.js';
import type { JsonObject } from '../kernel/json.js';

/** A complaint, or a case about complaints, and where it stands. Only the engine writes it. */
@Entity({ name: 'cases' })
export class Case {
  @PrimaryColumn({ name: 'id', type: 'uuid', primaryKeyConstraintName: 'pk_cases' })
  id!: string;

  /** `P-2026-450100-000001`: kind, year of filing, city, serial number. */
  @Column({ name: 'number', type: 'text' })
  number!: string;

  @Column({ name: 'kind', type: 'text' })
  kind!: string;

  @Column({ name: 'workflow_version', type: 'integer' })
  workflowVersion!: number;

  /** The machine's innermost state that has a name for people. */
  @Column({ name: 'state', type: 'text' })
  state!: string;

  /** The state of the parallel region `escalation`; `none` where there is none. */
  @Column({ name: 'escalation', type: 'text' })
  escalation!: string;

  /** Number of the last history entry; each event adds one. */
  @Column({ name: 'version', type: 'integer' })
  version!: number;

  /** The machine's persisted snapshot. */
  @Column({ name: 'snapshot', type: 'jsonb' })
  snapshot!: JsonObject;

  /** Who did the acts last that others are kept apart from; the rest is in the history alone. */
  @Column({ name: 'hands', type: 'jsonb' })
  hands!: Hands;

  /** Hash of the last history entry. */
  @Column({ name: 'last_hash', type: 'char', length: 64 })
  lastHash!: string;

  /** Who filed it; null for what the authorities do among themselves. */
  @Column({ name: 'enterprise_id', type: 'uuid', nullable: true })
  enterpriseId!: string | null;

  /** As it was on the day of filing; of a case about others the names of theirs. */
  @Column({ name: 'enterprise_name', type: 'text' })
  enterpriseName!: string;

  /** Null where the product itself has proposed it. */
  @Column({ name: 'filed_by', type: 'uuid', nullable: true })
  filedBy!: string | null;

  /** The cases that it is about, in the order of their ids; none for a complaint. */
  @Column({ name: 'about_ids', type: 'uuid', array: true })
  aboutIds!: string[];

  /** The kind of those cases; null for a complaint. */
  @Column({ name: 'about_kind', type: 'text', nullable: true })
  aboutKind!: string | null;

  @Column({ name: 'acceptor_unit_id', type: 'uuid' })
  acceptorUnitId!: string;

  /** The unit that handles the case now. */
  @Column({ name: 'unit_id', type: 'uuid', nullable: true })
  unitId!: string | null;

  /** The units that help it. */
  @Column({ name: 'co_unit_ids', type: 'uuid', array: true })
  coUnitIds!: string[];

  /** The officer of the accepting unit who has the case on the desk. */
  @Column({ name: 'acceptor_officer_id', type: 'uuid', nullable: true })
  acceptorOfficerId!: string | null;

  /** The same of the handling unit. */
  @Column({ name: 'handler_officer_id', type: 'uuid', nullable: true })
  handlerOfficerId!: string | null;

  /** What the enterprise says: "closed" and "solved" are two things. Null: it has not said. */
  @Column({ name: 'solved', type: 'boolean', nullable: true })
  solved!: boolean | null;

  @Column({ name: 'satisfied', type: 'boolean', nullable: true })
  satisfied!: boolean | null;

  /** One of the workflow's `closingGrounds`; null as long as the case is not closed. */
  @Column({ name: 'closed_for', type: 'text', nullable: true })
  closedFor!: string | null;

  /** Null for a respondent that the directory does not know. */
  @Column({ name: 'respondent_organisation_id', type: 'uuid', nullable: true })
  respondentOrganisationId!: string | null;

  @Column({ name: 'respondent_type', type: 'text' })
  respondentType!: string;

  @Column({ name: 'division_code', type: 'char', length: 6 })
  divisionCode!: string;

  @Column({ name: 'city_code', type: 'char', length: 6 })
  cityCode!: string;

  @Column({ name: 'filing', type: 'jsonb' })
  filing!: Filing;

  /** Due date of the oldest debt that is not paid; null where the case is about none. */
  @Column({ name: 'oldest_due_on', type: 'date', nullable: true })
  oldestDueOn!: BusinessDate | null;

  /** What the receipt gives to whoever may follow the case without an account. */
  @Column({ name: 'tracking_code', type: 'text' })
  trackingCode!: string;

  @Column({ name: 'filed_on', type: 'date' })
  filedOn!: BusinessDate;

  @Column({ name: 'filed_at', type: 'timestamptz' })
  filedAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;

  /** The version as it is counted for whoever is not shown what the authorities do among themselves. */
  @Column({ name: 'shown_version', type: 'integer' })
  shownVersion!: number;

  /** When the last of what they are shown happened. */
  @Column({ name: 'shown_at', type: 'timestamptz' })
  shownAt!: Date;

  /** The due moment of the most urgent act that is awaited; the far future when none is. */
  @Column({ name: 'urgent_at', type: 'timestamptz' })
  urgentAt!: Date;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;

  /** When its clocks and letters were packed (`ArchivedCase`); null: they are where they always are. */
  @Column({ name: 'archived_at', type: 'timestamptz', nullable: true })
  archivedAt!: Date | null;
}
