import { ApiProperty } from '@nestjs/swagger';
import type { OmittedDays } from '../definition/index.js';
import type { BusinessDate } from '../kernel/business-date.js';

/** The middle of a long term, which is summed up instead of listed. */
export class OmittedDaysView implements OmittedDays {
  @ApiProperty({ type: String, format: 'date', example: '2027-09-20' })
  readonly from!: BusinessDate;

  @ApiProperty({ type: String, format: 'date', example: '2031-02-11' })
  readonly until!: BusinessDate;

  @ApiProperty({ type: Number, example: 1241 })
  readonly days!: number;

  @ApiProperty({ type: Number, example: 886, description: 'Of them: counted' })
  readonly counted!: number;

  @ApiProperty({ type: Number, example: 355, description: 'Of them: not counted' })
  readonly off!: number;

  @ApiProperty({ type: Number, example: 0, description: 'Of them: the clock stood still' })
  readonly paused!: number;
}
