import { ApiProperty } from '@nestjs/swagger';
import { TextView } from '../cases/basis.view.js';
import type { Label } from '../definition/index.js';
import type { Recomputation } from './recomputation.entity.js';
import type { PreviewedMove } from './recomputations.js';

const ID = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';

export class MoveView {
  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly caseId!: string;

  @ApiProperty({ type: String, example: 'P-2026-450100-000001' })
  readonly caseNumber!: string;

  @ApiProperty({ type: String, example: 'cityReply' })
  readonly clock!: string;

  @ApiProperty({ type: Number, example: 1 })
  readonly generation!: number;

  @ApiProperty({ type: String, format: 'date', example: '2027-01-08' })
  readonly from!: string;

  @ApiProperty({ type: String, format: 'date', example: '2027-01-11' })
  readonly to!: string;

  @ApiProperty({ type: Boolean, description: 'The new date may still move', example: false })
  readonly provisional!: boolean;

  @ApiProperty({ type: TextView })
  readonly why!: Label;
}

export class RecomputationView {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: a dry run' })
  readonly id!: string | null;

  @ApiProperty({ type: Boolean, example: true })
  readonly dryRun!: boolean;

  @ApiProperty({ type: String, nullable: true, example: '2027年节假日安排已公布。' })
  readonly reason!: string | null;

  @ApiProperty({ type: Boolean, example: false })
  readonly notify!: boolean;

  @ApiProperty({ type: Number, description: 'Running clocks looked at', example: 1200 })
  readonly examined!: number;

  @ApiProperty({ type: Number, description: 'Whose date moves', example: 35 })
  readonly moved!: number;

  @ApiProperty({
    type: Number,
    description: 'That keep their date, but are provisional no more or have another rule behind it',
    example: 20,
  })
  readonly confirmed!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  readonly madeAt!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null of a recomputation that runs, or broke off: what it did stands',
    example: null,
  })
  readonly finishedAt!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  readonly undoOf!: string | null;

  @ApiProperty({ type: [MoveView], description: 'Of a dry run: what would move' })
  readonly items!: readonly MoveView[];

  @ApiProperty({ type: String, nullable: true, description: 'More of a dry run', example: null })
  readonly nextCursor!: string | null;
}

export class RecomputationsView {
  @ApiProperty({ type: [RecomputationView] })
  readonly items!: readonly RecomputationView[];
}

export function moveView({ recount, recounted }: PreviewedMove): MoveView {
  const { before, after, why } = recounted;
  return {
    caseId: recount.record.id,
    caseNumber: recount.record.number,
    clock: after.name,
    generation: after.generation,
    from: before.dueOn,
    to: after.dueOn,
    provisional: after.provisional,
    why,
  };
}

export function recomputationView(row: Recomputation): RecomputationView {
  const { id, reason, notify, examined, moved, confirmed, madeAt, finishedAt, undoOf } = row;
  return {
    id,
    dryRun: false,
    reason,
    notify,
    examined,
    moved,
    confirmed,
    madeAt: madeAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    undoOf,
    items: [],
    nextCursor: null,
  };
}
