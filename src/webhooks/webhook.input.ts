import { ArrayMaxSize, IsArray, IsOptional, Matches } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { Asks, IsLine } from '../definition/index.js';

const TYPE = /^[a-z][A-Za-z]{0,40}\.[a-z][A-Za-z]{0,40}$/;

/** Where a system of the enterprise wants to be called, and about what. */
export class WebhookInput {
  /** `https://`, without user and password, on port 443 or one from 1024 on, to a public address. */
  @Asks('接收地址', 'Receiving address', { field: 'url' })
  @IsLine(2_000)
  @JSONSchema({ example: 'https://erp.example.com/qingnuo' })
  readonly url!: string;

  /** Types of events as in `GET /events`; without them, all. */
  @Asks('订阅的事件类型', 'Types of events', { field: 'code' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @Matches(TYPE, { each: true, message: 'types must be types of events: complaint.accept' })
  @JSONSchema({ example: ['payment.record', 'clock.lapsed'] })
  readonly types?: string[];
}
