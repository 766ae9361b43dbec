import { ApiProperty } from '@nestjs/swagger';
import { CaseSummaryView } from './case-summary.view.js';

export class CasesView {
  @ApiProperty({ type: [CaseSummaryView] })
  readonly items!: readonly CaseSummaryView[];

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly nextCursor!: string | null;
}

export class CountView {
  @ApiProperty({
    type: String,
    description: 'A state, the code of a city, or a ground of closing',
    example: 'handling',
  })
  readonly key!: string;

  @ApiProperty({ type: Number, example: 12 })
  readonly count!: number;
}

/** Each number is that of the items which `GET /cases` lists under the filter of the same name. */
export class CaseCountsView {
  @ApiProperty({ type: Number, description: 'All under the filters that are given', example: 131 })
  readonly total!: number;

  @ApiProperty({ type: Number, description: '`awaits=me`', example: 3 })
  readonly awaitsMe!: number;

  @ApiProperty({ type: Number, description: 'On your desk', example: 7 })
  readonly mine!: number;

  @ApiProperty({ type: Number, description: "Your unit's", example: 31 })
  readonly unit!: number;

  @ApiProperty({ type: Number, description: "Your unit's, on nobody's desk", example: 2 })
  readonly unassigned!: number;

  @ApiProperty({ type: Number, description: 'Due within three working days', example: 4 })
  readonly soon!: number;

  @ApiProperty({ type: Number, example: 1 })
  readonly overdue!: number;

  @ApiProperty({ type: Number, example: 29 })
  readonly open!: number;

  @ApiProperty({ type: Number, example: 102 })
  readonly ended!: number;

  @ApiProperty({ type: [CountView] })
  readonly byState!: readonly CountView[];

  @ApiProperty({ type: [CountView] })
  readonly byCity!: readonly CountView[];

  @ApiProperty({
    type: [CountView],
    description:
      'Closed cases by their ground (`closedFor`): those whose way to court or arbitration was shown, ' +
      'for example (`guided`), apart from those that are solved',
  })
  readonly byClosedFor!: readonly CountView[];
}
