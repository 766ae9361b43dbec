import { ApiProperty } from '@nestjs/swagger';
import { incidentKinds } from '../incidents/incident.entity.js';

const ID = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';

export class IncidentView {
  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly id!: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Null for what belongs to no case',
    example: ID,
  })
  readonly caseId!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'P-2026-450100-000001' })
  readonly caseNumber!: string | null;

  @ApiProperty({ type: String, enum: incidentKinds, example: 'notice' })
  readonly kind!: string;

  @ApiProperty({
    type: String,
    description: 'The id of the letter, or the clock',
    example: 'cityReply#1',
  })
  readonly subject!: string;

  @ApiProperty({ type: String, example: '550 5.1.1 mailbox unknown' })
  readonly cause!: string;

  @ApiProperty({ type: Number, example: 1 })
  readonly attempts!: number;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-09-18T02:15:00.000Z' })
  readonly openedAt!: string;
}

export class IncidentsRetriedView {
  @ApiProperty({ type: Number, description: 'Set going again; these are closed', example: 12 })
  readonly retried!: number;

  @ApiProperty({ type: Number, description: 'Could not be, and stay open', example: 0 })
  readonly stuck!: number;
}

export class IncidentsView {
  @ApiProperty({ type: [IncidentView] })
  readonly items!: readonly IncidentView[];
}
