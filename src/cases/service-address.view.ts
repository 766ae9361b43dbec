import { ApiProperty } from '@nestjs/swagger';
import { addressSources, type AddressSource } from '../definition/index.js';

const FOUND_BY = { type: String, enum: addressSources, example: 'officialSite' };

/** An address as an officer has confirmed it. */
export class ConfirmedAddressView {
  @ApiProperty({ type: String, format: 'email', example: 'office@respondent.example' })
  readonly email!: string;

  @ApiProperty(FOUND_BY)
  readonly foundBy!: AddressSource;

  @ApiProperty({ type: String, example: '某局官方网站“联系我们”页面' })
  readonly source!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why it was taken although addresses of its kind are refused',
    example: null,
  })
  readonly reason!: string | null;

  @ApiProperty({ type: String, format: 'date', example: '2026-09-18' })
  readonly confirmedOn!: string;

  @ApiProperty({ type: String, description: 'The officer', example: '南宁市工业和信息化局 经办' })
  readonly confirmedBy!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  readonly unitId!: string | null;
}

/** What another case against the same body has confirmed; nothing is taken over by itself. */
export class SuggestedAddressView extends ConfirmedAddressView {
  @ApiProperty({ type: String, example: 'A-2026-450100-000001' })
  readonly caseNumber!: string;
}

/** Where the respondent is written to; the history names every confirmation. */
export class ServiceAddressView {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What the complainant typed: a hint, to which nothing is ever sent',
    example: 'someone@respondent.example',
  })
  readonly hint!: string | null;

  @ApiProperty({
    type: ConfirmedAddressView,
    nullable: true,
    description: 'The only address that letters go to; null: none was confirmed',
  })
  readonly confirmed!: ConfirmedAddressView | null;

  @ApiProperty({
    type: [SuggestedAddressView],
    description: 'Of earlier cases against the same organisation, for whoever may confirm',
  })
  readonly suggestions!: readonly SuggestedAddressView[];
}
