import { IsOptional } from 'class-validator';
import {
  Asks,
  IsCode,
  defineEvent,
  IsBusinessDate,
  IsLine,
  IsText,
  type Label,
  type NoticeDefinition,
  type NoticeInput,
} from '../../src/definition/index.js';
import type { CodeTable } from './coded-payloads.js';
import { policy } from './instruments.js';
import { paperWays } from './service-address.js';

/** How a term is served whose letter came back (其他方式送达). */
export const otherWays = {
  ...paperWays,
  electronic: { zh: '其他电子方式送达', en: 'by other electronic means' },
} as const satisfies CodeTable;

/** That a term, the letter of which has not arrived, was served in another way. */
export class ServiceRecord {
  /** The clock that stands still, as `GET /cases/{id}/clocks` names it. */
  @Asks('期限事项', 'Deadline', { field: 'code' })
  @IsLine(60)
  readonly clock!: string;

  /** Whom or what it runs for, where several of its name do at once. */
  @Asks('期限对象', 'Whom the deadline is for')
  @IsOptional()
  @IsLine(60)
  readonly subject?: string;

  @Asks('送达方式', 'Way of service')
  @IsCode(otherWays)
  readonly way!: keyof typeof otherWays;

  @Asks('送达日期', 'Served on')
  @IsBusinessDate()
  readonly servedOn!: string;

  /** Who received it, or by which post it went. */
  @Asks('送达说明', 'Note on the service', {
    hint: { zh: '写明签收人或者邮寄单号', en: 'Who received it, or by which post it went' },
  })
  @IsOptional()
  @IsText(2_000)
  readonly note?: string;
}

/** Whoever has the case serves it; the term runs from that day (送达之日起算). */
export const recordService = defineEvent({
  by: ['acceptor', 'acceptorHead', 'handler', 'handlerHead'],
  label: { zh: '记录以其他方式送达', en: 'Record service in another way' },
  payload: ServiceRecord,
  example: {
    clock: 'objection',
    way: 'post' as const,
    servedOn: '2026-03-02',
    note: '邮政特快专递，本人签收。',
  },
  shownToEnterprise: ['clock', 'way', 'servedOn'],
  basis: policy,
  serves: true,
});

/** Why the letter did not arrive, and whether its term has lapsed meanwhile. */
const unserved = {
  variables: ({ event }: NoticeInput<unknown>) => {
    const { termLabel, words, lapsed, offset, owedBy } = event.payload as {
      readonly termLabel?: Label;
      readonly words?: string | null;
      readonly lapsed?: boolean;
      readonly offset?: number;
      readonly owedBy?: string;
    };
    return {
      termLabel: { zh: '', en: '', ...termLabel },
      words: words ?? '',
      hasLapsed: lapsed === true,
      isReminder: offset !== undefined,
      toRespondent: owedBy === 'respondent',
    };
  },
  example: {
    termLabel: '被投诉单位反馈情况',
    words: '550 5.1.1 User unknown',
    hasLapsed: false,
    isReminder: false,
    toRespondent: true,
  },
  byEngine: true,
} as const satisfies Partial<NoticeDefinition<unknown>>;

/** To whoever serves a term in another way, at once and again, and then to the head. */
export const servingNotices = {
  termUnserved: { to: 'serving', ...unserved },
  termUnservedToHead: { to: 'servingHead', ...unserved },
} as const satisfies Readonly<Record<string, NoticeDefinition<unknown>>>;
