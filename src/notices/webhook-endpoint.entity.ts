import { Column, Entity, PrimaryColumn } from 'typeorm';

/** `paused`: it has taken nothing for a day, and nothing is sent until its owner resumes it. */
export const endpointStatuses = ['active', 'paused'] as const;

export type EndpointStatus = (typeof endpointStatuses)[number];

/** Where a system of an enterprise wants to be called. The row stays when it is deleted. */
@Entity({ name: 'webhook_endpoints' })
export class WebhookEndpoint {
  @PrimaryColumn({ name: 'id', type: 'uuid', primaryKeyConstraintName: 'pk_webhook_endpoints' })
  id!: string;

  @Column({ name: 'enterprise_id', type: 'uuid' })
  enterpriseId!: string;

  @Column({ name: 'url', type: 'text' })
  url!: string;

  /** The types of events that are wanted; none: all. */
  @Column({ name: 'types', type: 'text', array: true })
  types!: string[];

  /** What signs; as it is, because a signature needs it. It leaves in one answer, the first. */
  @Column({ name: 'secret', type: 'text' })
  secret!: string;

  /** What signs as well while the owner goes over to the new one. */
  @Column({ name: 'previous_secret', type: 'text', nullable: true })
  previousSecret!: string | null;

  @Column({ name: 'previous_until', type: 'timestamptz', nullable: true })
  previousUntil!: Date | null;

  @Column({ name: 'status', type: 'text' })
  status!: EndpointStatus;

  /** The first failure since it last took something; null: it takes what comes. */
  @Column({ name: 'failing_since', type: 'timestamptz', nullable: true })
  failingSince!: Date | null;

  /** Tries in vain since then. */
  @Column({ name: 'failures', type: 'integer' })
  failures!: number;

  /** While it fails, nothing is tried before this. */
  @Column({ name: 'next_try_at', type: 'timestamptz', nullable: true })
  nextTryAt!: Date | null;

  @Column({ name: 'paused_at', type: 'timestamptz', nullable: true })
  pausedAt!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'created_by', type: 'uuid' })
  createdBy!: string;

  @Column({ name: 'deleted_at', type: 'timestamptz', nullable: true })
  deletedAt!: Date | null;
}
