import { ApiProperty } from '@nestjs/swagger';
import { modes, type Mode } from '../config/config.js';
import {
  keyScopes,
  locales,
  roles,
  type KeyScope,
  type Label,
  type Locale,
  type Role,
} from '../definition/index.js';

const ID = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';

/** Who asks. */
export class MyAccountView {
  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly id!: string;

  @ApiProperty({ type: String, example: 'enterprise1@demo.qingnuo.example' })
  readonly email!: string;

  @ApiProperty({ type: String, example: '南宁示例科技有限公司' })
  readonly name!: string;

  @ApiProperty({
    type: String,
    enum: roles,
    description: 'With `Acting-For` that of the other',
    example: 'enterprise',
  })
  readonly role!: Role;

  @ApiProperty({ type: String, enum: locales, example: 'zh-CN' })
  readonly language!: Locale;
}

/** The enterprise that an account stands for. */
export class MyEnterpriseView {
  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly id!: string;

  @ApiProperty({ type: String, example: '南宁示例科技有限公司' })
  readonly name!: string;

  @ApiProperty({ type: String, example: '91450100MA0TEXT013' })
  readonly uscc!: string;
}

class UnitNameView {
  @ApiProperty({ type: String, example: '南宁市投资促进局' })
  readonly zh!: string;

  @ApiProperty({ type: String, example: 'Nanning Investment Promotion Bureau' })
  readonly en!: string;
}

/** The office of an officer. */
export class MyUnitView {
  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly id!: string;

  @ApiProperty({ type: UnitNameView })
  readonly name!: Label;
}

/** A colleague on leave whose work the officer may do today, with `Acting-For`. */
export class ActsForView {
  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly accountId!: string;

  @ApiProperty({ type: String, example: '南宁市投资促进局 负责人' })
  readonly name!: string;

  @ApiProperty({ type: String, enum: roles, example: 'handlerHead' })
  readonly role!: Role;

  @ApiProperty({ type: String, format: 'date', description: 'The last day', example: '2026-09-11' })
  readonly untilOn!: string;
}

/** The API key that the request was made with. */
export class MyKeyView {
  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly id!: string;

  @ApiProperty({ type: String, example: '财务系统' })
  readonly name!: string;

  @ApiProperty({ type: String, example: 'qn_4KX7MPQ2R9TB' })
  readonly prefix!: string;

  @ApiProperty({ type: String, enum: keyScopes, isArray: true, example: ['file', 'read'] })
  readonly scopes!: readonly KeyScope[];

  @ApiProperty({
    type: String,
    format: 'date',
    description: 'The last day on which it works, in China, by the real calendar',
    example: '2027-03-01',
  })
  readonly expiresOn!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Before this request, true to five minutes',
    example: '2026-03-02T01:00:00.000Z',
  })
  readonly lastUsedAt!: string | null;
}

/** Who asks, what they may, and what day it is here. */
export class MeView {
  @ApiProperty({ type: MyAccountView })
  readonly account!: MyAccountView;

  @ApiProperty({ type: MyEnterpriseView, nullable: true, description: 'Null for officers' })
  readonly enterprise!: MyEnterpriseView | null;

  @ApiProperty({ type: MyUnitView, nullable: true, description: 'Null for enterprises' })
  readonly unit!: MyUnitView | null;

  @ApiProperty({ type: [ActsForView] })
  readonly actsFor!: readonly ActsForView[];

  @ApiProperty({ type: String, enum: modes, example: 'production' })
  readonly mode!: Mode;

  @ApiProperty({
    type: String,
    format: 'date',
    description: 'The day in China by the time of the product, which a demonstration can move',
    example: '2026-03-02',
  })
  readonly today!: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T01:00:00.000Z' })
  readonly now!: string;

  @ApiProperty({ type: MyKeyView, nullable: true, description: 'Null in a session' })
  readonly key!: MyKeyView | null;
}
