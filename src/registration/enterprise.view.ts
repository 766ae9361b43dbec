import { ApiProperty } from '@nestjs/swagger';
import { enterpriseStandings, type EnterpriseStanding } from '../engine/party-directory.js';
import type { RegisteredEnterprise } from './enterprise-codes.js';

const ID = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';

/** A registration of an enterprise, as the accepting offices see it. */
export class EnterpriseView {
  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly id: string;

  @ApiProperty({ type: String, example: '91450100MA0TEXT013' })
  readonly uscc: string;

  @ApiProperty({ type: String, example: '南宁示例科技有限公司' })
  readonly name: string;

  @ApiProperty({ type: String, enum: enterpriseStandings, example: 'unconfirmed' })
  readonly standing: EnterpriseStanding;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  readonly confirmedAt: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The case that has the licence',
    example: null,
  })
  readonly confirmedIn: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'A head asked to take a confirmed code back; another one has to agree.',
    example: null,
  })
  readonly takeBackAskedAt: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly takeBackReason: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  readonly takenBackAt: string | null;

  constructor(enterprise: RegisteredEnterprise) {
    this.id = enterprise.id;
    this.uscc = enterprise.uscc;
    this.name = enterprise.name;
    this.standing = enterprise.standing;
    this.confirmedAt = enterprise.confirmedAt?.toISOString() ?? null;
    this.confirmedIn = enterprise.confirmedIn;
    this.takeBackAskedAt = enterprise.takeBackAskedAt?.toISOString() ?? null;
    this.takeBackReason = enterprise.takeBackReason;
    this.takenBackAt = enterprise.takenBackAt?.toISOString() ?? null;
  }
}

export class EnterprisesView {
  @ApiProperty({ type: [EnterpriseView], description: 'The latest first; 20 at most' })
  readonly items: readonly EnterpriseView[];

  constructor(items: readonly RegisteredEnterprise[]) {
    this.items = items.map((each) => new EnterpriseView(each));
  }
}
