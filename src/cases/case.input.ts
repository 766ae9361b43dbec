import { applyDecorators } from '@nestjs/common';
import { IsBoolean, IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { Transform } from 'class-transformer';
import { IsLine, IsMoment } from '../definition/index.js';
import { caseSorts, type CaseSort } from './case-order.js';

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
  @IsOptional()
  @IsLine(40, { mayBeEmpty: true })
  readonly kind?: string;

  @IsOptional()
  @IsLine(40, { mayBeEmpty: true })
  readonly state?: string;

  @IsOptional()
  @Matches(/^45\d{4}$/, { message: 'cityCode must be the six-digit code of a city of Guangxi' })
  readonly cityCode?: string;

  /** Cases on your desk. */
  @IsOptional()
  @FlagOf()
  readonly mine?: boolean;

  /** Cases of your unit, on whichever side of them it stands. */
  @IsOptional()
  @FlagOf()
  readonly unit?: boolean;

  /** Open cases of your unit that lie on nobody's desk there. */
  @IsOptional()
  @FlagOf()
  readonly unassigned?: boolean;

  /** Whether the case is closed or ended otherwise. */
  @IsOptional()
  @FlagOf()
  readonly ended?: boolean;

  /** The ground on which the case was closed, as `closedFor.code` of a row says it. */
  @IsOptional()
  @IsLine(40, { mayBeEmpty: true })
  readonly closedFor?: string;

  /** `me`: what expects an act of yours: a term that you owe, or a case that you have. */
  @IsOptional()
  @IsIn(['me'])
  readonly awaits?: 'me';

  /**
   * `overdue`: an act that is awaited of somebody is late; `soon`: one falls due by the end of the
   * third working day from today. For an enterprise its own terms count as well.
   */
  @IsOptional()
  @IsIn(['overdue', 'soon'])
  readonly due?: 'overdue' | 'soon';

  /** Of an enterprise: cases in which something that it is shown has happened then or later. */
  @IsOptional()
  @IsMoment()
  readonly changedSince?: string;

  /** The filer's own reference of the complaint or of one of its items, as it was filed. */
  @IsOptional()
  @IsLine(100)
  readonly externalRef?: string;

  /** Part of the respondent's name, or its credit code. */
  @IsOptional()
  @IsLine(100)
  readonly respondent?: string;

  /**
   * `urgency` (where nothing is said): what is due first; `yourDeadline`: what you owe first;
   * `updatedAt` and `filedAt`: the oldest first, with `-` the latest. A case that moves while you
   * page may change its place in an order; `filedAt` never moves. Offices have their cases by
   * urgency alone.
   */
  @IsOptional()
  @IsIn(caseSorts)
  readonly sort?: CaseSort;

  /** Part of the number, of the enterprise's or respondent's name, or of what was filed. */
  @IsOptional()
  @IsLine(100)
  readonly q?: string;

  @IsOptional()
  @IsLine(200, { mayBeEmpty: true })
  readonly cursor?: string;

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
  @IsOptional()
  @FlagOf()
  readonly dryRun?: boolean;
}

/** What `POST /cases/{id}/events` takes; the payload is checked by the event's own class. */
export class EventInput {
  @IsLine(60)
  readonly type!: string;

  @IsOptional()
  readonly payload?: unknown;
}

export class TrackingInput {
  @IsLine(40)
  readonly code!: string;
}
