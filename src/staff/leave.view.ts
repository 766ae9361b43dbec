import { ApiProperty } from '@nestjs/swagger';
import type { LeaveRow } from './leaves.js';

const ID = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';

/** A leave, with who has entered and withdrawn it. */
export class LeaveView {
  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly id: string;

  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly accountId: string;

  @ApiProperty({ type: String, example: '南宁市投资促进局 负责人' })
  readonly name: string;

  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly deputyId: string;

  @ApiProperty({ type: String, example: '南宁市投资促进局 经办' })
  readonly deputyName: string;

  @ApiProperty({ type: String, format: 'date', example: '2026-09-01' })
  readonly fromOn: string;

  @ApiProperty({ type: String, format: 'date', description: 'The last day', example: '2026-09-11' })
  readonly untilOn: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-08-20T02:00:00.000Z' })
  readonly enteredAt: string;

  @ApiProperty({ type: String, nullable: true, example: '南宁市投资促进局 负责人' })
  readonly enteredBy: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  readonly withdrawnAt: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly withdrawnBy: string | null;

  constructor(row: LeaveRow) {
    this.id = row.id;
    this.accountId = row.accountId;
    this.name = row.name;
    this.deputyId = row.deputyId;
    this.deputyName = row.deputyName;
    this.fromOn = row.fromOn;
    this.untilOn = row.untilOn;
    this.enteredAt = row.createdAt.toISOString();
    this.enteredBy = row.entererName;
    this.withdrawnAt = row.withdrawnAt?.toISOString() ?? null;
    this.withdrawnBy = row.withdrawerName;
  }
}

export class LeavesView {
  @ApiProperty({ type: [LeaveView] })
  readonly items: readonly LeaveView[];

  constructor(rows: readonly LeaveRow[]) {
    this.items = rows.map((row) => new LeaveView(row));
  }
}
