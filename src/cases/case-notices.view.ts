import { ApiProperty } from '@nestjs/swagger';
import { noticeStatuses } from '../notices/notice.entity.js';

export class NoticeView {
  @ApiProperty({ type: String, format: 'uuid', example: '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69' })
  readonly id!: string;

  @ApiProperty({ type: String, description: 'History entry or clock stage', example: 'event:3' })
  readonly cause!: string;

  @ApiProperty({ type: String, example: 'promise@1/accepted' })
  readonly template!: string;

  @ApiProperty({ type: String, example: 'enterprise' })
  readonly party!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null for an observer, who reads that a letter went and when',
    example: 'enterprise1@demo.qingnuo.example',
  })
  readonly recipient!: string | null;

  @ApiProperty({ type: String, enum: noticeStatuses, example: 'sent' })
  readonly status!: string;

  @ApiProperty({ type: String, nullable: true, example: '【受理】P-2026-450100-000001' })
  readonly subject!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'As it was written: the code of a link stands as `***`, and is put in as the letter leaves. ' +
      'Null for who reads of the delivery alone (an administrator, an observer)',
    example: '您的投诉已受理。',
  })
  readonly text!: string | null;

  @ApiProperty({ type: String, example: '<0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69@qingnuo.example>' })
  readonly messageId!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'From when on it is owed',
    example: '2026-09-18T02:15:00.000Z',
  })
  readonly queuedAt!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'From when on it may leave: at once, or from the next working hours on',
    example: '2026-09-18T02:15:00.000Z',
  })
  readonly releaseAt!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it is tried next; null once nothing more is tried',
    example: null,
  })
  readonly nextAttemptAt!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    example: '2026-09-18T02:15:01.000Z',
  })
  readonly sentAt!: string | null;

  @ApiProperty({ type: Number, example: 1 })
  readonly attempts!: number;

  @ApiProperty({
    type: String,
    nullable: true,
    description: "The mail server's answer",
    example: '250 OK',
  })
  readonly smtpResponse!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly lastError!: string | null;
}

export class NoticesView {
  @ApiProperty({ type: [NoticeView] })
  readonly items!: readonly NoticeView[];
}
