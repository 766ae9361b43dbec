import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { IsLine, IsText } from '../definition/index.js';

/** Far above any yearly notice. */
const LONGEST_CONTENT = 200_000;

/** A newly published year of public holidays. */
export class CalendarYearInput {
  /** JSON in the form of holiday-cn, or iCalendar, as text. */
  @IsText(LONGEST_CONTENT)
  @JSONSchema({
    example:
      '{"year":2027,"papers":["https://www.gov.cn/"],"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}',
  })
  readonly content!: string;

  /** Needed for iCalendar, which may hold several years. */
  @IsOptional()
  @IsInt()
  @Min(1991)
  @Max(2199)
  readonly year?: number;

  /** Where the file came from. */
  @IsLine(500)
  @JSONSchema({ example: 'https://www.gov.cn/' })
  readonly source!: string;

  @IsText(2_000)
  @JSONSchema({ example: '国务院办公厅公布2027年节假日安排。' })
  readonly reason!: string;
}
