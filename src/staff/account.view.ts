import { ApiProperty } from '@nestjs/swagger';
import { locales, roles, type Locale, type Role } from '../definition/index.js';
import { accountStatuses, type AccountStatus } from '../identity/account.entity.js';
import type { ListedAccount, ListedOfficer } from './account-list.js';
import type { AccountChangeRow } from './account-list.js';
import { accountChanges, type AccountChangeKind } from './account-change.entity.js';
import { officerRoles } from './unit-roles.js';

const ID = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';

/** An account as the administrator sees it. */
export class ListedAccountView {
  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly id: string;

  @ApiProperty({ type: String, example: 'handler.promise.450100@demo.qingnuo.example' })
  readonly email: string;

  @ApiProperty({ type: String, example: '南宁市投资促进局 经办' })
  readonly name: string;

  @ApiProperty({ type: String, enum: roles, example: 'handler' })
  readonly role: Role;

  @ApiProperty({ type: String, enum: locales, example: 'zh-CN' })
  readonly language: Locale;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: ID })
  readonly unitId: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  readonly enterpriseId: string | null;

  @ApiProperty({ type: String, enum: accountStatuses, example: 'active' })
  readonly status: AccountStatus;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T01:00:00.000Z' })
  readonly createdAt: string;

  constructor(account: ListedAccount) {
    this.id = account.id;
    this.email = account.email;
    this.name = account.name;
    this.role = account.role;
    this.language = account.language;
    this.unitId = account.unitId;
    this.enterpriseId = account.enterpriseId;
    this.status = account.status;
    this.createdAt = account.createdAt.toISOString();
  }
}

export class AccountsView {
  @ApiProperty({ type: [ListedAccountView] })
  readonly items: readonly ListedAccountView[];

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly nextCursor: string | null;

  constructor(items: readonly ListedAccount[], nextCursor: string | null) {
    this.items = items.map((account) => new ListedAccountView(account));
    this.nextCursor = nextCursor;
  }
}

/** An officer as colleagues see them. */
export class OfficerView implements ListedOfficer {
  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly id!: string;

  @ApiProperty({ type: String, example: '南宁市投资促进局 经办' })
  readonly name!: string;

  @ApiProperty({ type: String, enum: officerRoles, example: 'handler' })
  readonly role!: Role;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The last day of a leave that runs today',
    example: null,
  })
  readonly awayUntil!: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Who stands in until then',
    example: null,
  })
  readonly deputyId!: string | null;
}

export class OfficersView {
  @ApiProperty({ type: [OfficerView] })
  readonly items!: readonly OfficerView[];
}

export class DepartureView {
  @ApiProperty({ type: Number, description: 'Cases that went back to the unit', example: 3 })
  readonly releasedCases!: number;
}

/** What was done about an account, by whom and when. */
export class AccountChangeView {
  @ApiProperty({ type: String, enum: accountChanges, example: 'left' })
  readonly change: AccountChangeKind;

  @ApiProperty({ type: String, enum: roles, example: 'handler' })
  readonly role: Role;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: ID })
  readonly unitId: string | null;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T01:00:00.000Z' })
  readonly at: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The account whose decision it was',
    example: ID,
  })
  readonly madeBy: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Who ran the command, where it was done on the machine',
    example: null,
  })
  readonly operator: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Who else confirmed it',
    example: null,
  })
  readonly confirmedBy: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  readonly invitationId: string | null;

  @ApiProperty({ type: String, nullable: true, example: '调离' })
  readonly reason: string | null;

  constructor(row: AccountChangeRow) {
    this.change = row.change;
    this.role = row.role;
    this.unitId = row.unitId;
    this.at = row.at.toISOString();
    this.madeBy = row.madeBy;
    this.operator = row.operator;
    this.confirmedBy = row.confirmedBy;
    this.invitationId = row.invitationId;
    this.reason = row.reason;
  }
}

export class AccountChangesView {
  @ApiProperty({ type: [AccountChangeView] })
  readonly items: readonly AccountChangeView[];

  constructor(rows: readonly AccountChangeRow[]) {
    this.items = rows.map((row) => new AccountChangeView(row));
  }
}
