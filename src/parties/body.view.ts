import { ApiProperty } from '@nestjs/swagger';
import type { BodyRow } from './bodies.js';

/** A public body or company that a complaint may name by its id. */
export class BodyView {
  @ApiProperty({ type: String, format: 'uuid', example: '3f1b4f0e-52a5-5d0c-9a5b-0d7c2b1f6e8a' })
  readonly id!: string;

  @ApiProperty({ type: String, example: '南宁市住房和城乡建设局' })
  readonly name!: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly uscc!: string | null;

  @ApiProperty({ type: String, example: '450100' })
  readonly divisionCode!: string;
}

export class BodiesView {
  @ApiProperty({ type: [BodyView] })
  readonly items: readonly BodyView[];

  constructor(rows: readonly BodyRow[]) {
    this.items = rows;
  }
}
