import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Attachment, Locale } from '../definition/index.js';
import type { JsonObject } from '../kernel/json.js';

/** What came back from an endpoint. */
export interface WebhookAnswer {
  /** The HTTP status; null: none came. */
  readonly status: number | null;
  readonly ms: number;
  /** What the answer began with, or why there was none. */
  readonly text: string;
}

/** `withdrawn`: what it tells was taken back before it left. */
export const noticeStatuses = ['pending', 'sent', 'failed', 'withdrawn'] as const;

export type NoticeStatus = (typeof noticeStatuses)[number];

/**
 * One letter owed to one recipient, and the proof of its delivery; or an event owed to an endpoint of
 * an enterprise, which goes the same way and is no letter: whoever asks for letters leaves it out.
 */
@Entity({ name: 'notices' })
export class Notice {
  @PrimaryColumn({ name: 'id', type: 'uuid', primaryKeyConstraintName: 'pk_notices' })
  id!: string;

  /** Null for a letter about an account. */
  @Column({ name: 'case_id', type: 'uuid', nullable: true })
  caseId!: string | null;

  /**
   * Why it is owed: `event:3` (history entry) or `clock:cityReply#1@-3` (stage); for a letter
   * about an account what it tells, with its id: `invitation:0199…`.
   */
  @Column({ name: 'cause', type: 'text' })
  cause!: string;

  /** `promise@1/receipt`, `accounts@1/invitation`. */
  @Column({ name: 'template', type: 'text' })
  template!: string;

  @Column({ name: 'party', type: 'text' })
  party!: string;

  /** The e-mail address. */
  @Column({ name: 'recipient', type: 'text' })
  recipient!: string;

  @Column({ name: 'recipient_name', type: 'text' })
  recipientName!: string;

  @Column({ name: 'account_id', type: 'uuid', nullable: true })
  accountId!: string | null;

  /** The unit that was written to; null where the reader belongs to none. */
  @Column({ name: 'unit_id', type: 'uuid', nullable: true })
  unitId!: string | null;

  /** The clock whose term begins with the letter's arrival, and its generation; null: none. */
  @Column({ name: 'clock', type: 'text', nullable: true })
  clock!: string | null;

  @Column({ name: 'clock_generation', type: 'integer', nullable: true })
  clockGeneration!: number | null;

  @Column({ name: 'language', type: 'text' })
  language!: Locale;

  @Column({ name: 'variables', type: 'jsonb' })
  variables!: JsonObject;

  /** The letter holds a code: its variables and its text are erased once it is sent. */
  @Column({ name: 'confidential', type: 'boolean' })
  confidential!: boolean;

  /** What it carries; bytes are fetched or made when it leaves. */
  @Column({ name: 'attachments', type: 'jsonb' })
  attachments!: readonly Attachment[];

  /** Fixed for the row, so that a letter sent twice is recognisable as one. */
  @Column({ name: 'message_id', type: 'text' })
  messageId!: string;

  /** What a report about the letter must bear; null for letters of before. */
  @Column({ name: 'return_token', type: 'text', nullable: true })
  returnToken!: string | null;

  @Column({ name: 'status', type: 'text' })
  status!: NoticeStatus;

  /** The letter as it went out; null until it was tried. */
  @Column({ name: 'subject', type: 'text', nullable: true })
  subject!: string | null;

  @Column({ name: 'text_body', type: 'text', nullable: true })
  textBody!: string | null;

  /** Until it has left; after that `whole-letter.ts` makes it anew. */
  @Column({ name: 'html_body', type: 'text', nullable: true })
  htmlBody!: string | null;

  /** The exact moment from which the letter is owed. */
  @Column({ name: 'queued_at', type: 'timestamptz' })
  queuedAt!: Date;

  /** It leaves at any hour; without this, in working hours only. */
  @Column({ name: 'at_once', type: 'boolean' })
  atOnce!: boolean;

  /** The moment from which it may leave; after a retry, of the new round of tries. */
  @Column({ name: 'release_at', type: 'timestamptz' })
  releaseAt!: Date;

  /**
   * While a worker has it, the end of the worker's lease; null once nothing more is tried, and of one
   * that is pending while it is held after a restore.
   */
  @Column({ name: 'next_attempt_at', type: 'timestamptz', nullable: true })
  nextAttemptAt!: Date | null;

  /** Its turn among the letters to its domain; null until it was put off for one. */
  @Column({ name: 'slot_at', type: 'timestamptz', nullable: true })
  slotAt!: Date | null;

  @Column({ name: 'attempts', type: 'integer' })
  attempts!: number;

  /** Those of the rounds before somebody had it retried. */
  @Column({ name: 'earlier_attempts', type: 'integer' })
  earlierAttempts!: number;

  @Column({ name: 'sent_at', type: 'timestamptz', nullable: true })
  sentAt!: Date | null;

  /** The mail server's answer to the message: the proof of delivery. */
  @Column({ name: 'smtp_response', type: 'text', nullable: true })
  smtpResponse!: string | null;

  @Column({ name: 'last_error', type: 'text', nullable: true })
  lastError!: string | null;

  /** Where a webhook goes; null: it is a letter. */
  @Column({ name: 'endpoint_id', type: 'uuid', nullable: true })
  endpointId!: string | null;

  /** What the endpoint answered to the last try. */
  @Column({ name: 'answer', type: 'jsonb', nullable: true })
  answer!: WebhookAnswer | null;
}
