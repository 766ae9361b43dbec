import { ApiProperty } from '@nestjs/swagger';

const USES = ['opened', 'answered', 'shown', 'replayed', 'expired', 'revoked', 'over', 'badFile'];

export class LinkUseView {
  @ApiProperty({ type: String, format: 'date-time', example: '2026-09-21T02:15:00.000Z' })
  readonly at!: string;

  @ApiProperty({ type: String, enum: [...USES, 'crossSite'], example: 'opened' })
  readonly what!: string;

  @ApiProperty({ type: String, description: 'The address it came from', example: '203.0.113.7' })
  readonly client!: string;
}

export class LinkView {
  @ApiProperty({ type: String, format: 'uuid', example: '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69' })
  readonly id!: string;

  @ApiProperty({ type: String, description: 'The act that it is for', example: 'feedback.submit' })
  readonly act!: string;

  @ApiProperty({ type: String, format: 'email', example: 'finance@respondent.example' })
  readonly recipient!: string;

  @ApiProperty({
    type: Boolean,
    description: 'The address is the one that is confirmed now; no other link takes an answer',
    example: true,
  })
  readonly recipientConfirmed!: boolean;

  @ApiProperty({
    type: Boolean,
    description: 'Never true: whoever had the letter could answer',
    example: false,
  })
  readonly identityVerified!: boolean;

  @ApiProperty({
    type: String,
    enum: ['open', 'answered', 'expired', 'revoked', 'over'],
    description: '`over`: nobody waits for the answer any more',
    example: 'open',
  })
  readonly state!: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-09-18T02:15:00.000Z' })
  readonly madeAt!: string;

  @ApiProperty({ type: String, format: 'date', example: '2026-10-09' })
  readonly dueOn!: string;

  @ApiProperty({
    type: String,
    format: 'date',
    description: 'The last day on which it takes an answer',
    example: '2026-10-16',
  })
  readonly expiresOn!: string;

  @ApiProperty({ type: [LinkUseView], description: 'The newest first, at most 50' })
  readonly uses!: readonly LinkUseView[];
}

export class LinksView {
  @ApiProperty({ type: [LinkView] })
  readonly items!: readonly LinkView[];
}
