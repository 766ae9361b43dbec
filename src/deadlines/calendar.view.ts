import { ApiProperty } from '@nestjs/swagger';
import type { CalendarYear } from '../calendar/calendar-year.entity.js';

export class PublishedDayView {
  @ApiProperty({ type: String, format: 'date', example: '2027-01-01' })
  readonly date!: string;

  @ApiProperty({ type: Boolean, description: 'False: a weekend that is worked', example: true })
  readonly off!: boolean;

  @ApiProperty({ type: String, example: '元旦' })
  readonly name!: string;
}

export class CalendarYearView {
  @ApiProperty({ type: Number, example: 2027 })
  readonly year!: number;

  @ApiProperty({ type: Number, description: 'Counts how often it was imported', example: 1 })
  readonly version!: number;

  @ApiProperty({ type: [PublishedDayView] })
  readonly days!: readonly PublishedDayView[];

  @ApiProperty({ type: [String], example: ['https://www.gov.cn/'] })
  readonly papers!: readonly string[];

  @ApiProperty({ type: String, example: 'https://www.gov.cn/' })
  readonly source!: string;

  @ApiProperty({ type: String, example: '国务院办公厅公布2027年节假日安排。' })
  readonly reason!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Why the days are others than those of the Regulation or those known before; null where they are not',
    example: null,
  })
  readonly deviation!: string | null;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-12-01T02:15:00.000Z' })
  readonly importedAt!: string;
}

export class CalendarView {
  @ApiProperty({
    type: String,
    description: 'The package, and above it each imported year with its version',
    example: 'chinese-days@1.5.7+2027.1',
  })
  readonly edition!: string;

  @ApiProperty({ type: [Number], description: 'Years that are known', example: [2025, 2026, 2027] })
  readonly coveredYears!: readonly number[];

  @ApiProperty({ type: [CalendarYearView], description: 'In each of their versions' })
  readonly imported!: readonly CalendarYearView[];
}

export function yearView({ importedBy: _, importedAt, ...year }: CalendarYear): CalendarYearView {
  return { ...year, importedAt: importedAt.toISOString() };
}
