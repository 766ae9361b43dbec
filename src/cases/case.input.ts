import { applyDecorators } from '@nestjs/common';
import { IsBoolean, IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { Transform } from 'class-transformer';
import { IsLine } from '../definition/index.js';

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

  /** `overdue`: an awaited act is late; `soon`: one falls due within three working days. */
  @IsOptional()
  @IsIn(['overdue', 'soon'])
  readonly due?: 'overdue' | 'soon';

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
