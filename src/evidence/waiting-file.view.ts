import { ApiProperty } from '@nestjs/swagger';
import { addDays, chinaDate } from '../kernel/business-date.js';
import { WAITING_DAYS, type SameFile } from './waiting-files.js';
import type { WaitingFileRow } from './waiting-file.entity.js';

const ID = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';
const SHA256 = '5b1f0c2a9d8e7f60415263748596a7b8c9d0e1f2031425364758697a8b9cadbe';

export class SameFileView {
  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly id!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: it waits, too' })
  readonly caseId!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'A-2026-450200-000014' })
  readonly caseNumber!: string | null;
}

/** A file that waits for its complaint. */
export class WaitingFileView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'By which a complaint cites it, and under which it is then among its files',
    example: ID,
  })
  readonly id: string;

  @ApiProperty({ type: String, description: 'As it was sent', example: '送货单.pdf' })
  readonly name: string;

  @ApiProperty({ type: String, description: 'Media type', example: 'application/pdf' })
  readonly type: string;

  @ApiProperty({ type: Number, description: 'In bytes', example: 48_211 })
  readonly size: number;

  @ApiProperty({ type: String, description: 'Hash of the content', example: SHA256 })
  readonly sha256: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly note: string | null;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-09-18T02:15:00.000Z' })
  readonly uploadedAt: string;

  @ApiProperty({
    type: String,
    format: 'date',
    description: 'The last day on which it waits',
    example: '2026-10-18',
  })
  readonly waitsUntil: string;

  constructor(file: WaitingFileRow) {
    this.id = file.id;
    this.name = file.name;
    this.type = file.type;
    this.size = file.size;
    this.sha256 = file.sha256;
    this.note = file.note;
    this.uploadedAt = file.uploadedAt.toISOString();
    this.waitsUntil = addDays(chinaDate(file.uploadedAt), WAITING_DAYS - 1);
  }
}

export class UploadedFileView extends WaitingFileView {
  @ApiProperty({
    type: [SameFileView],
    description: 'Files of yours with the same content: they wait, or stand in a complaint',
  })
  readonly sameAs: readonly SameFile[];

  constructor(file: WaitingFileRow, sameAs: readonly SameFile[]) {
    super(file);
    this.sameAs = sameAs;
  }
}

export class WaitingFilesView {
  @ApiProperty({ type: [WaitingFileView] })
  readonly items!: readonly WaitingFileView[];
}
