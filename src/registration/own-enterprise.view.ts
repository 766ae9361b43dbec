import { ApiProperty } from '@nestjs/swagger';
import { receiptManners, type ReceiptManner } from '../parties/enterprise-contact.js';
import type { Enterprise } from '../parties/enterprise.entity.js';

/** An enterprise, as its own account sees it. */
export class OwnEnterpriseView {
  @ApiProperty({ type: String, example: '91450100MA0TEXT013' })
  readonly uscc: string;

  @ApiProperty({ type: String, example: '南宁示例科技有限公司' })
  readonly name: string;

  @ApiProperty({ type: String, nullable: true, example: '450102' })
  readonly divisionCode: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  readonly confirmedAt: string | null;

  @ApiProperty({ type: String, nullable: true, example: '法务部' })
  readonly contactPerson: string | null;

  @ApiProperty({ type: String, nullable: true, example: '0771-5000000' })
  readonly contactPhone: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly legalRepresentative: string | null;

  @ApiProperty({
    type: String,
    enum: receiptManners,
    description: 'A receipt for each complaint, or one letter a day for all of them',
    example: 'each',
  })
  readonly receipts: ReceiptManner;

  constructor(enterprise: Enterprise) {
    this.uscc = enterprise.uscc;
    this.name = enterprise.name;
    this.divisionCode = enterprise.divisionCode;
    this.confirmedAt = enterprise.confirmedAt?.toISOString() ?? null;
    this.contactPerson = enterprise.contactPerson;
    this.contactPhone = enterprise.contactPhone;
    this.legalRepresentative = enterprise.legalRepresentative;
    this.receipts = enterprise.receiptsDaily ? 'daily' : 'each';
  }
}
