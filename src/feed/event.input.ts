import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { Asks, IsLine } from '../definition/index.js';
import { MOST_ITEMS } from '../http/listed.js';

/** Where `GET /events` begins, and how much it gives. */
export class EventsInput {
  /** The `nextCursor` of an earlier answer; without it, the oldest event that is kept. */
  @Asks('起始位置', 'Start after', { field: 'cursor' })
  @IsOptional()
  @IsLine(200)
  readonly after?: string;

  @Asks('返回条数', 'Number of entries')
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  @Max(MOST_ITEMS)
  readonly limit?: number;
}
