import { ApiProperty } from '@nestjs/swagger';
import type { IssuedDocument } from './document.entity.js';

export class DocumentView {
  @ApiProperty({ type: String, format: 'uuid', example: '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69' })
  readonly id!: string;

  @ApiProperty({ type: String, example: '南工信督〔2026〕1号' })
  readonly documentNumber!: string;

  @ApiProperty({ type: String, example: '关于督促反馈和办理企业投诉事项的督办书' })
  readonly title!: string;

  @ApiProperty({ type: String, example: '南宁市工业和信息化局' })
  readonly issuer!: string;

  @ApiProperty({ type: String, format: 'date', example: '2026-09-29' })
  readonly issuedOn!: string;

  @ApiProperty({ type: String, description: 'Of the file', example: '督办书.docx' })
  readonly name!: string;

  @ApiProperty({ type: String, description: 'Media type', example: 'application/octet-stream' })
  readonly type!: string;

  @ApiProperty({ type: Number, description: 'In bytes', example: 11_082 })
  readonly size!: number;

  @ApiProperty({
    type: String,
    description: 'Hash of the content',
    example: '5b1f0c2a9d8e7f60415263748596a7b8c9d0e1f2031425364758697a8b9cadbe',
  })
  readonly sha256!: string;
}

export class DocumentsView {
  @ApiProperty({ type: [DocumentView] })
  readonly items!: readonly DocumentView[];
}

export function documentView(document: IssuedDocument): DocumentView {
  const { id, documentNumber, title, issuer, issuedOn, name, type, size, sha256 } = document;
  return { id, documentNumber, title, issuer, issuedOn, name, type, size, sha256 };
}
