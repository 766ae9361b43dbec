import { ApiProperty } from '@nestjs/swagger';
import { keyScopes, type KeyScope } from '../definition/index.js';
import { keyEnds, type ApiKey, type KeyEnd } from './api-key.entity.js';

const ID = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';

/** A key, by what is not secret of it. */
export class ApiKeyView {
  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly id: string;

  @ApiProperty({ type: String, example: '财务系统' })
  readonly name: string;

  @ApiProperty({
    type: String,
    description: 'What the key begins with',
    example: 'qn_4KX7MPQ2R9TB',
  })
  readonly prefix: string;

  @ApiProperty({ type: String, enum: keyScopes, isArray: true, example: ['file', 'read'] })
  readonly scopes: readonly KeyScope[];

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T01:00:00.000Z' })
  readonly createdAt: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'True to five minutes',
    example: null,
  })
  readonly lastUsedAt: string | null;

  @ApiProperty({
    type: String,
    format: 'date',
    description: 'The last day on which it works; of a key that was replaced, that of the overlap',
    example: '2027-03-01',
  })
  readonly expiresOn: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it ended, for whichever reason',
    example: null,
  })
  readonly revokedAt: string | null;

  @ApiProperty({
    type: String,
    enum: keyEnds,
    nullable: true,
    description: 'Why it ended',
    example: null,
  })
  readonly endReason: KeyEnd | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The key that takes its place',
    example: null,
  })
  readonly replacedBy: string | null;

  constructor(key: ApiKey) {
    this.id = key.id;
    this.name = key.name;
    this.prefix = key.prefix;
    this.scopes = key.scopes;
    this.createdAt = key.createdAt.toISOString();
    this.lastUsedAt = key.lastUsedAt?.toISOString() ?? null;
    this.expiresOn = key.expiresOn;
    this.revokedAt = key.endedAt?.toISOString() ?? null;
    this.endReason = key.endReason;
    this.replacedBy = key.replacedBy;
  }
}

/** A key just made. */
export class NewApiKeyView extends ApiKeyView {
  @ApiProperty({
    type: String,
    description: 'Send it as `Authorization: Bearer <key>`; it is shown only here.',
    example: 'qn_4KX7MPQ2R9TB_Yl3b0QhTzRkq8mYf1Jw2s9VxPzNnUe4Kc7GdLtA5oI0',
  })
  readonly key: string;

  constructor(record: ApiKey, key: string) {
    super(record);
    this.key = key;
  }
}

export class ApiKeysView {
  @ApiProperty({ type: [ApiKeyView] })
  readonly items: readonly ApiKeyView[];

  constructor(keys: readonly ApiKey[]) {
    this.items = keys.map((key) => new ApiKeyView(key));
  }
}
