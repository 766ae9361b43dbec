import { ApiProperty } from '@nestjs/swagger';

export class EventView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The same in the feed and in every webhook about it',
    example: '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69',
  })
  readonly id!: string;

  @ApiProperty({
    type: String,
    description:
      'The act, as `type` of `POST /cases/{id}/events` and `event` of the history; beside them ' +
      '`clock.lapsed` (a deadline has passed), `clock.recount` (dates were counted anew), ' +
      '`letter.lost`, `letter.arrived` (a term stands still, or begins) and `time.corrected` (what ' +
      'was told before is taken back: read the case again). New types may come',
    example: 'complaint.accept',
  })
  readonly type!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The name of the clock, for `clock.lapsed`',
    example: null,
  })
  readonly clock!: string | null;

  @ApiProperty({ type: String, format: 'uuid', example: '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a70' })
  readonly caseId!: string;

  @ApiProperty({ type: String, example: 'P-2026-450100-000001' })
  readonly caseNumber!: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-09-18T02:15:00.000Z' })
  readonly at!: string;

  @ApiProperty({ type: String, description: 'Of the case after it', example: 'accepted' })
  readonly state!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Who is expected to act after it: `enterprise` (you), or an office as `holder` of the case ' +
      'names it. You come before whoever has the case: ' +
      'a payment that waits for your answer awaits you while the handler works on',
    example: 'acceptor',
  })
  readonly awaits!: string | null;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'By the end of which day in China',
    example: '2026-09-25',
  })
  readonly awaitsUntil!: string | null;
}

export class EventsView {
  @ApiProperty({ type: [EventView] })
  readonly items!: readonly EventView[];

  @ApiProperty({
    type: String,
    description: 'Where to go on (`after`); given also when nothing has happened',
    example: 'MDE5OWEzYzItN2QzZS03YzExLTlhNTUtMWYyZDNjNGI1YTY5LjAu',
  })
  readonly nextCursor!: string;
}
