import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { baseArrangements } from '../calendar/holiday-arrangements.js';
import { Asks, IsLine, IsText, type Label } from '../definition/index.js';
import type { BusinessDate } from '../kernel/business-date.js';

/** Far above any yearly notice. */
const LONGEST_CONTENT = 200_000;

/** A year that the calendar has anyway, as somebody would import it. */
const example = {
  content: JSON.stringify({
    year: 2025,
    papers: ['国办发明电〔2024〕12号'],
    days: [
      ...daysOf(2025, baseArrangements.holidays, true),
      ...daysOf(2025, baseArrangements.makeUpDays, false),
    ],
  }),
  source: 'https://www.gov.cn/',
  reason: '国务院办公厅公布2025年节假日安排。',
};

function daysOf(year: number, days: ReadonlyMap<BusinessDate, Label>, isOffDay: boolean) {
  return [...days]
    .filter(([date]) => date.startsWith(`${year}-`))
    .map(([date, { zh }]) => ({ name: zh, date, isOffDay }));
}

/** A newly published year of public holidays. */
@JSONSchema({ example })
export class CalendarYearInput {
  /** JSON in the form of holiday-cn, or iCalendar, as text. */
  @Asks('节假日安排文件内容', 'Content of the holiday file')
  @IsText(LONGEST_CONTENT)
  readonly content!: string;

  /** Needed for iCalendar, which may hold several years. */
  @Asks('年度', 'Year', {
    hint: { zh: '导入iCalendar文件时必填', en: 'Needed for iCalendar files' },
  })
  @IsOptional()
  @IsInt()
  @Min(1991)
  @Max(2199)
  readonly year?: number;

  /** Where the file came from. */
  @Asks('文件来源', 'Source of the file')
  @IsLine(500)
  readonly source!: string;

  @Asks('导入理由', 'Reason for the import')
  @IsText(2_000)
  readonly reason!: string;

  /**
   * For a year whose days are others than the Regulation on public holidays gives, or than are
   * known of it already: the notice that says so, or what was wrong before.
   */
  @Asks('与规定不一致的说明', 'Explanation of the deviation')
  @IsOptional()
  @IsText(2_000)
  readonly deviation?: string;
}
