import { ApiProperty } from '@nestjs/swagger';
import type { LeaveRow } from './leaves.js';

const ID = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';

/** A leave that has not ended. */
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

  constructor(row: LeaveRow) {
    this.id = row.id;
    this.accountId = row.accountId;
    this.name = row.name;
    this.deputyId = row.deputyId;
    this.deputyName = row.deputyName;
    this.fromOn = row.fromOn;
    this.untilOn = row.untilOn;
  }
}

export class LeavesView {
  @ApiProperty({ type: [LeaveView] })
  readonly items: readonly LeaveView[];

  constructor(rows: readonly LeaveRow[]) {
    this.items = rows.map((row) => new LeaveView(row));
  }
}
