import { ApiProperty } from '@nestjs/swagger';
import type { Filing, Label } from '../definition/index.js';
import { enterpriseStandings, type EnterpriseStanding } from '../engine/party-directory.js';
import { TextView } from './basis.view.js';
import { CaseSummaryView, CaseUnitView } from './case-summary.view.js';
import { ClockSummaryView } from './clock-summary.view.js';
import { TimedRightView } from './rights.view.js';
import { ServiceAddressView } from './service-address.view.js';

const ID = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';

/** Who speaks for an enterprise, as it says now. */
export class EnterpriseContactView {
  @ApiProperty({ type: String, nullable: true, example: '法务部' })
  readonly person!: string | null;

  @ApiProperty({ type: String, nullable: true, example: '0771-5000000' })
  readonly telephone!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly legalRepresentative!: string | null;
}

/** Who complains, and whether an acceptor has seen that it is the enterprise. */
export class CaseEnterpriseView extends CaseUnitView {
  @ApiProperty({ type: String, example: '91450100MA0TEXT013' })
  readonly uscc!: string;

  @ApiProperty({
    type: String,
    enum: enterpriseStandings,
    description:
      '`takenBack`: somebody who is not the enterprise had registered its code. Only the complaint of a confirmed enterprise is accepted.',
    example: 'confirmed',
  })
  readonly standing!: EnterpriseStanding;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  readonly confirmedAt!: string | null;

  @ApiProperty({
    type: EnterpriseContactView,
    nullable: true,
    description: 'For itself and for the offices that accept and handle the case; null for others',
  })
  readonly contact!: EnterpriseContactView | null;
}

export class AvailableEventView {
  @ApiProperty({ type: String, example: 'result.submit' })
  readonly type!: string;

  @ApiProperty({ type: TextView })
  readonly label!: Label;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'JSON Schema of the payload',
    example: { type: 'object', properties: { reason: { type: 'string' } } },
  })
  readonly payloadSchema!: object;
}

export class MoneyView {
  @ApiProperty({ type: String, example: '1000000.00' })
  readonly claimedPrincipal!: string;

  @ApiProperty({ type: String, description: 'By the day of filing', example: '200000.00' })
  readonly paid!: string;

  @ApiProperty({ type: String, nullable: true, example: '1000000.00' })
  readonly verifiedPrincipal!: string | null;

  @ApiProperty({ type: String, nullable: true, example: '800000.00' })
  readonly undisputed!: string | null;

  @ApiProperty({ type: String, nullable: true, example: '200000.00' })
  readonly disputed!: string | null;
}

export class EscalationView {
  @ApiProperty({ type: TextView, example: { zh: '督办', en: 'Under supervision' } })
  readonly label!: Label;

  @ApiProperty({ type: [TextView], description: 'Why it is at this level' })
  readonly why!: readonly Label[];

  @ApiProperty({ type: TextView, nullable: true, description: 'What comes next' })
  readonly next!: Label | null;
}

/** Another complaint of the same enterprise in what may be the same matter. */
export class SameMatterView {
  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly id!: string;

  @ApiProperty({ type: String, example: 'P-2026-450100-000001' })
  readonly number!: string;

  @ApiProperty({ type: String, example: 'promise' })
  readonly kind!: string;

  @ApiProperty({ type: String, example: 'closed' })
  readonly state!: string;

  @ApiProperty({ type: String, format: 'date', example: '2026-09-01' })
  readonly filedOn!: string;

  @ApiProperty({ type: Boolean, example: false })
  readonly ended!: boolean;

  @ApiProperty({
    type: Boolean,
    description:
      'A contract or document has the same number; else the respondent alone is the same',
    example: true,
  })
  readonly sameNumber!: boolean;
}

export class CaseView extends CaseSummaryView {
  @ApiProperty({ type: TextView })
  readonly kindLabel!: Label;

  @ApiProperty({ type: TextView, description: 'What comes next, in plain words' })
  readonly nextStep!: Label;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description:
      'As it was filed; see the body of POST /complaints. An observer reads of it the respondent, ' +
      'an administrator nothing',
    example: { facts: '首期已付，二期至今未付。', request: '兑付二期补贴。' },
  })
  readonly filing!: Partial<Filing>;

  @ApiProperty({ type: CaseUnitView })
  readonly acceptorUnit!: CaseUnitView;

  @ApiProperty({
    type: CaseEnterpriseView,
    nullable: true,
    description:
      'Who filed it; null for what the authorities do among themselves, and for an administrator',
  })
  readonly enterprise!: CaseEnterpriseView | null;

  @ApiProperty({
    type: [SameMatterView],
    nullable: true,
    description:
      'What the enterprise filed besides against the respondent or under the number, open and ended, at most 20; for the accepting office, null for others',
  })
  readonly sameMatter!: readonly SameMatterView[] | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'For the enterprise only; see GET /track/{number}',
    example: 'K7M2QX4P9TRC',
  })
  readonly trackingCode!: string | null;

  @ApiProperty({ type: [ClockSummaryView] })
  readonly clocks!: readonly ClockSummaryView[];

  @ApiProperty({ type: [AvailableEventView], description: 'What the reader may do now' })
  readonly availableEvents!: readonly AvailableEventView[];

  @ApiProperty({
    type: MoneyView,
    nullable: true,
    description: 'Of arrears cases; not for an administrator',
  })
  readonly money!: MoneyView | null;

  @ApiProperty({
    type: [TimedRightView],
    description:
      'Until when the enterprise may go to court, and the like; a complaint stops none of it. ' +
      'Empty for those who read nothing of it',
  })
  readonly rights!: readonly TimedRightView[];

  @ApiProperty({
    type: ServiceAddressView,
    nullable: true,
    description: 'Where the respondent is written to; for officers of the procedure',
  })
  readonly serviceAddress!: ServiceAddressView | null;

  @ApiProperty({
    type: EscalationView,
    nullable: true,
    description: 'What `escalation` means, for a complaint; not for an administrator',
  })
  readonly escalationDetail!: EscalationView | null;
}
