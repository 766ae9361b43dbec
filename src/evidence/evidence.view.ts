import { ApiProperty } from '@nestjs/swagger';
import { CaseUnitView } from '../cases/case-summary.view.js';

const SHA256 = '5b1f0c2a9d8e7f60415263748596a7b8c9d0e1f2031425364758697a8b9cadbe';

export class EvidenceUploaderView {
  @ApiProperty({ type: String, example: 'handler' })
  readonly role!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'An enterprise is told the office, not the person',
    example: '南宁市投资促进局 经办',
  })
  readonly name!: string | null;

  @ApiProperty({ type: CaseUnitView, nullable: true, description: 'Of an officer' })
  readonly unit!: CaseUnitView | null;
}

export class EvidenceSealView {
  @ApiProperty({ type: String, format: 'date-time', example: '2026-09-21T02:15:00.000Z' })
  readonly at!: string;

  @ApiProperty({ type: String, example: '含第三方商业秘密。' })
  readonly reason!: string;

  @ApiProperty({ type: String, description: 'Role of who sealed it', example: 'acceptorHead' })
  readonly by!: string;
}

export class EvidenceView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    example: '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69',
  })
  readonly id!: string;

  @ApiProperty({ type: String, description: 'As it was sent', example: '会议纪要.pdf' })
  readonly name!: string;

  @ApiProperty({ type: String, description: 'Media type', example: 'application/pdf' })
  readonly type!: string;

  @ApiProperty({ type: Number, description: 'In bytes', example: 48_211 })
  readonly size!: number;

  @ApiProperty({ type: String, description: 'Hash of the content', example: SHA256 })
  readonly sha256!: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'An earlier file of the case, which you see, with the same content',
    example: null,
  })
  readonly sameAs!: string | null;

  @ApiProperty({ type: String, nullable: true, example: '2026年3月2日的会议纪要。' })
  readonly note!: string | null;

  @ApiProperty({ type: Boolean, description: 'Whether the enterprise sees it', example: true })
  readonly shownToEnterprise!: boolean;

  @ApiProperty({ type: EvidenceUploaderView })
  readonly uploadedBy!: EvidenceUploaderView;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-09-18T02:15:00.000Z' })
  readonly uploadedAt!: string;

  @ApiProperty({
    type: EvidenceSealView,
    nullable: true,
    description: 'A sealed file is opened by those who supervise and audit alone',
  })
  readonly sealed!: EvidenceSealView | null;
}

export class EvidenceListView {
  @ApiProperty({ type: [EvidenceView] })
  readonly items!: readonly EvidenceView[];
}
