import { ApiProperty } from '@nestjs/swagger';
import { capacities, roles, type Capacity, type Label, type Role } from '../definition/index.js';
import { unitTasks, type UnitTask } from './unit.entity.js';
import type { UnitRow } from './units.js';

/** Why a unit must not handle the case that was asked about. */
const RESPONDENT = {
  zh: '该单位属于被投诉单位或其下属，不得承办本案。',
  en: 'The unit belongs to the respondent or stands below it and must not handle this case.',
};

/** Why a unit is given the case only with a word. */
const LIKE = {
  zh: '被投诉单位的名称与该单位所属机关或其上级机关相似；确非同一单位的，转办时须说明理由。',
  en: "The respondent's name is like that of the unit's body or of one above it; if it is another body, the referral says why.",
};

class LabelView {
  @ApiProperty({ type: String, example: '南宁市投资促进局' })
  readonly zh!: string;

  @ApiProperty({ type: String, example: 'Nanning Investment Promotion Bureau' })
  readonly en!: string;
}

/** Whom readers of a unit's letters call. */
export class UnitContactView {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null: the unit itself',
    example: null,
  })
  readonly office!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Whom to ask for by name. Null: nobody in particular',
    example: null,
  })
  readonly person!: string | null;

  @ApiProperty({ type: String, example: '12345' })
  readonly telephone!: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly address!: string | null;
}

/** A unit to which a case can be referred. */
export class UnitView {
  @ApiProperty({ type: String, format: 'uuid', example: '3f1b4f0e-52a5-5d0c-9a5b-0d7c2b1f6e8a' })
  readonly id: string;

  @ApiProperty({ type: LabelView })
  readonly name: Label;

  @ApiProperty({ type: String, example: '南宁市投资促进局' })
  readonly organisation: string;

  @ApiProperty({ type: String, example: '450100' })
  readonly divisionCode: string;

  @ApiProperty({ type: UnitContactView })
  readonly contact: UnitContactView;

  @ApiProperty({ type: String, enum: unitTasks, example: 'handling' })
  readonly task: UnitTask;

  @ApiProperty({
    enum: roles,
    isArray: true,
    description: 'Into which people can be invited here',
    example: ['handler', 'handlerHead'],
  })
  readonly roles: readonly Role[];

  @ApiProperty({ type: [String], example: ['promise'] })
  readonly kinds: readonly string[];

  @ApiProperty({
    enum: Object.keys(capacities),
    isArray: true,
    description: 'Powers of its department that the law knows by name',
    example: ['smeDepartment'],
  })
  readonly capacities: readonly Capacity[];

  @ApiProperty({ type: Boolean, example: false })
  readonly excluded: boolean;

  @ApiProperty({
    type: Boolean,
    description:
      'A referral to it has to say why the respondent is another body (notTheRespondent)',
    example: false,
  })
  readonly likeRespondent: boolean;

  @ApiProperty({ type: LabelView, nullable: true, example: null })
  readonly reason: Label | null;

  constructor(row: UnitRow) {
    this.id = row.id;
    this.name = { zh: row.nameZh, en: row.nameEn };
    this.organisation = row.organisation;
    this.divisionCode = row.divisionCode;
    this.contact = row.contact;
    this.task = row.task;
    this.roles = row.roles;
    this.kinds = row.kinds;
    this.capacities = row.capacities;
    this.excluded = row.excluded;
    this.likeRespondent = !row.excluded && row.isLike;
    this.reason = row.excluded ? RESPONDENT : this.likeRespondent ? LIKE : null;
  }
}

export class UnitsView {
  @ApiProperty({ type: [UnitView] })
  readonly items: readonly UnitView[];

  constructor(rows: readonly UnitRow[]) {
    this.items = rows.map((row) => new UnitView(row));
  }
}
