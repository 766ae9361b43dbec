import { ApiProperty } from '@nestjs/swagger';
import { locales, roles, type Locale, type Role } from '../definition/index.js';
import type { Principal } from './principal.js';
import type { Session } from './session.entity.js';
import type { OpenedSession } from './sessions.js';

const ID = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';

/** An account as its owner sees it. */
export class AccountView {
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

  constructor(principal: Omit<Principal, 'kinds' | 'divisionCode' | 'onBehalfOf'>) {
    this.id = principal.accountId;
    this.email = principal.email;
    this.name = principal.name;
    this.role = principal.role;
    this.language = principal.language;
    this.unitId = principal.unitId;
    this.enterpriseId = principal.enterpriseId;
  }
}

/** A session just opened. */
export class SessionView {
  @ApiProperty({
    type: String,
    description: 'Send it as `Authorization: Bearer <token>`; it is shown only here.',
    example: 'Yl3b0QhTzRkq8mYf1Jw2s9VxPzNnUe4Kc7GdLtA5oI0',
  })
  readonly token: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T09:00:00.000Z' })
  readonly expiresAt: string;

  @ApiProperty({ type: AccountView })
  readonly account: AccountView;

  constructor(session: OpenedSession) {
    this.token = session.token;
    this.expiresAt = session.expiresAt.toISOString();
    this.account = new AccountView(session.account);
  }
}

/** A sign-in that has not ended. */
export class OpenSessionView {
  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly id: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T01:00:00.000Z' })
  readonly createdAt: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'True to a minute',
    example: '2026-03-02T02:10:00.000Z',
  })
  readonly lastSeenAt: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T13:00:00.000Z' })
  readonly expiresAt: string;

  @ApiProperty({ type: String, description: 'From where you signed in', example: '203.0.113.7' })
  readonly address: string;

  @ApiProperty({ type: String, description: 'With what you signed in', example: 'Mozilla/5.0' })
  readonly userAgent: string;

  @ApiProperty({ type: Boolean, description: 'The one you are asking with', example: true })
  readonly current: boolean;

  constructor(session: Session, currentHash: string) {
    this.id = session.id;
    this.createdAt = session.createdAt.toISOString();
    this.lastSeenAt = session.lastSeenAt.toISOString();
    this.expiresAt = session.expiresAt.toISOString();
    this.address = session.address;
    this.userAgent = session.userAgent;
    this.current = session.tokenHash === currentHash;
  }
}

export class SessionsView {
  @ApiProperty({ type: [OpenSessionView] })
  readonly items: readonly OpenSessionView[];

  constructor(sessions: readonly Session[], currentHash: string) {
    this.items = sessions.map((session) => new OpenSessionView(session, currentHash));
  }
}
