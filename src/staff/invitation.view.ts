import { ApiProperty } from '@nestjs/swagger';
import type { Role } from '../definition/index.js';
import type { Invitation } from './invitation.entity.js';
import { officerRoles } from './unit-roles.js';

const ID = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';

export const invitationStatuses = ['proposed', 'open', 'accepted', 'revoked', 'expired'] as const;

/** An invitation; its code is in the letter alone. */
export class InvitationView {
  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly id: string;

  @ApiProperty({ type: String, example: 'officer@office.example' })
  readonly email: string;

  @ApiProperty({ type: String, example: '投资促进局 经办' })
  readonly name: string;

  @ApiProperty({ type: String, enum: officerRoles, example: 'handler' })
  readonly role: Role;

  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly unitId: string;

  @ApiProperty({
    type: String,
    enum: invitationStatuses,
    description: '`proposed`: a second person has to confirm it before the letter leaves',
    example: 'open',
  })
  readonly status: (typeof invitationStatuses)[number];

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T01:00:00.000Z' })
  readonly createdAt: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-09T01:00:00.000Z' })
  readonly expiresAt: string;

  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly invitedBy: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  readonly confirmedAt: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  readonly confirmedBy: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  readonly acceptedAt: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The account that it has opened',
    example: null,
  })
  readonly accountId: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  readonly revokedAt: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  readonly revokedBy: string | null;

  constructor(invitation: Invitation, now: Date) {
    this.id = invitation.id;
    this.email = invitation.email;
    this.name = invitation.name;
    this.role = invitation.role;
    this.unitId = invitation.unitId;
    this.status = statusOf(invitation, now);
    this.createdAt = invitation.createdAt.toISOString();
    this.expiresAt = invitation.expiresAt.toISOString();
    this.invitedBy = invitation.invitedBy;
    this.confirmedAt = invitation.confirmedAt?.toISOString() ?? null;
    this.confirmedBy = invitation.confirmedBy;
    this.acceptedAt = invitation.usedAt?.toISOString() ?? null;
    this.accountId = invitation.accountId;
    this.revokedAt = invitation.revokedAt?.toISOString() ?? null;
    this.revokedBy = invitation.revokedBy;
  }
}

export class InvitationsView {
  @ApiProperty({ type: [InvitationView] })
  readonly items: readonly InvitationView[];

  constructor(invitations: readonly Invitation[], now: Date) {
    this.items = invitations.map((invitation) => new InvitationView(invitation, now));
  }
}

function statusOf(
  { usedAt, revokedAt, expiresAt, codeHash }: Invitation,
  now: Date,
): InvitationView['status'] {
  if (usedAt !== null) return 'accepted';
  if (revokedAt !== null) return 'revoked';
  if (expiresAt <= now) return 'expired';
  return codeHash === null ? 'proposed' : 'open';
}
