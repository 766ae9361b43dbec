import { applyDecorators } from '@nestjs/common';
import { IsBoolean, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { Transform } from 'class-transformer';
import { Asks, IsCode, IsLine, IsMoment } from '../definition/index.js';
import { type CaseSort } from './case-order.js';
import { awaitedWords, dueWords, sortWords } from './case-filter-words.js';

/** `true` or `false` in a query. */
const FlagOf = () =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      value === 'true' ? true : value === 'false' ? false : value,
    ),
    IsBoolean(),
  );

/** Filters and page of `GET /cases`. */
export class CaseFilterInput {
  @Asks('投诉类型', 'Kind of complaint', { field: 'code' })
  @IsOptional()
  @IsLine(40, { mayBeEmpty: true })
  readonly kind?: string;

  @Asks('办理状态', 'State', { field: 'code' })
  @IsOptional()
  @IsLine(40, { mayBeEmpty: true })
  readonly state?: string;

  @Asks('所属设区市', 'City', { field: 'division' })
  @IsOptional()
  @Matches(/^45\d{4}$/, { message: 'cityCode must be the six-digit code of a city of Guangxi' })
  readonly cityCode?: string;

  /** Cases on your desk. */
  @Asks('本人办理', 'On my desk')
  @IsOptional()
  @FlagOf()
  readonly mine?: boolean;

  /** Cases of your unit, on whichever side of them it stands. */
  @Asks('本单位的投诉件', 'Cases of my unit')
  @IsOptional()
  @FlagOf()
  readonly unit?: boolean;

  /** Open cases of your unit that lie on nobody's desk there. */
  @Asks('尚未分派', 'Not assigned yet')
  @IsOptional()
  @FlagOf()
  readonly unassigned?: boolean;

  /** Whether the case is closed or ended otherwise. */
  @Asks('已办结或者已终结', 'Closed or ended')
  @IsOptional()
  @FlagOf()
  readonly ended?: boolean;

  /** The ground on which the case was closed, as `closedFor.code` of a row says it. */
  @Asks('办结情形', 'Ground of closing', { field: 'code' })
  @IsOptional()
  @IsLine(40, { mayBeEmpty: true })
  readonly closedFor?: string;

  /** `me`: what expects an act of yours: a term that you owe, or a case that you have. */
  @Asks('等待谁办理', 'Who is awaited')
  @IsOptional()
  @IsCode(awaitedWords)
  readonly awaits?: 'me';

  /**
   * `overdue`: an act that is awaited of somebody is late; `soon`: one falls due by the end of the
   * third working day from today. For an enterprise its own terms count as well.
   */
  @Asks('期限情况', 'Deadline')
  @IsOptional()
  @IsCode(dueWords)
  readonly due?: 'overdue' | 'soon';

  /** Of an enterprise: cases in which something that it is shown has happened then or later. */
  @Asks('此时起有变动', 'Changed since')
  @IsOptional()
  @IsMoment()
  readonly changedSince?: string;

  /** The filer's own reference of the complaint or of one of its items, as it was filed. */
  @Asks('企业内部编号', 'Your own reference')
  @IsOptional()
  @IsLine(100)
  readonly externalRef?: string;

  /** Part of the respondent's name, or its credit code. */
  @Asks('被投诉人名称或者统一社会信用代码', "Respondent's name or credit code")
  @IsOptional()
  @IsLine(100)
  readonly respondent?: string;

  /**
   * `urgency` (where nothing is said): what is due first; `yourDeadline`: what you owe first;
   * `updatedAt` and `filedAt`: the oldest first, with `-` the latest. A case that moves while you
   * page may change its place in an order; `filedAt` never moves. Offices have their cases by
   * urgency alone.
   */
  @Asks('排序方式', 'Order')
  @IsOptional()
  @IsCode(sortWords)
  readonly sort?: CaseSort;

  /** Part of the number, of the enterprise's or respondent's name, or of what was filed. */
  @Asks('检索词', 'Search words')
  @IsOptional()
  @IsLine(100)
  readonly q?: string;

  @Asks('翻页标记', 'Page marker', { field: 'cursor' })
  @IsOptional()
  @IsLine(200, { mayBeEmpty: true })
  readonly cursor?: string;

  @Asks('每页条数', 'Entries per page')
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit?: number;
}

/** What `POST /complaints` is asked beside its body. */
export class FilingQuery {
  /** Check it as if it were filed, and file nothing. */
  @Asks('仅试填校验', 'Check only', {
    hint: { zh: '只校验填报内容，不提交投诉', en: 'The form is checked and no complaint is filed' },
  })
  @IsOptional()
  @FlagOf()
  readonly dryRun?: boolean;
}

/** What `POST /cases/{id}/events` takes; the payload is checked by the event's own class. */
export class EventInput {
  @Asks('办理事项', 'Act', { field: 'code' })
  @IsLine(60)
  readonly type!: string;

  @Asks('事项内容', 'Content of the act', { field: 'group' })
  @IsOptional()
  readonly payload?: unknown;
}

export class TrackingInput {
  @Asks('查询码', 'Tracking code')
  @IsLine(40)
  readonly code!: string;
}
