import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { Listed, StreamedPages } from '../http/listed.js';
import { Public } from '../identity/access.decorators.js';
import { Mailbox, type MailboxMessage } from './mailbox.js';
import { IsLine } from '../definition/index.js';

class MailboxQuery {
  /** Only what this address received. */
  @IsOptional()
  @IsLine(254, { mayBeEmpty: true })
  readonly to?: string;
}

/** A captured mail. */
class MailboxItemView implements Omit<MailboxMessage, 'headers'> {
  @ApiProperty({ example: '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69' })
  readonly id!: string;

  @ApiProperty({ example: 'enterprise1@demo.qingnuo.example' })
  readonly to!: string;

  @ApiProperty({ example: 'no-reply@demo.qingnuo.example' })
  readonly from!: string;

  @ApiProperty({ example: '[P-2026-450100-000001] 投诉已收到' })
  readonly subject!: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'Simulated time.' })
  readonly at!: Date;

  @ApiProperty({ type: String, nullable: true })
  readonly messageId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly inReplyTo!: string | null;

  @ApiProperty({ example: '您好：您的投诉已收到。' })
  readonly text!: string;

  @ApiProperty({ type: String, nullable: true })
  readonly html!: string | null;
}

class MailboxListView {
  @ApiProperty({ type: [MailboxItemView], description: 'Newest first.' })
  readonly items!: readonly MailboxItemView[];
}

@ApiTags('Demonstration')
@Controller('mailbox')
export class MailboxController {
  constructor(private readonly mailbox: Mailbox) {}

  @Get()
  @Listed(StreamedPages)
  @Public()
  @ApiOperation({ operationId: 'listMail', summary: 'Mail that the demonstration has sent' })
  @ApiOkResponse({ description: 'The captured mail.', type: MailboxListView })
  async list(@Query() { to }: MailboxQuery): Promise<MailboxListView> {
    const messages = await this.mailbox.list(to);
    return { items: messages.map(({ headers: _, ...item }) => item) };
  }
}
