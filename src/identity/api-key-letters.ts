import type { Label } from '../definition/index.js';
import { chinaMinute } from '../kernel/business-date.js';
import type { AccountLetter } from './account-letters.js';
import type { ApiKey, KeyScope } from './api-key.entity.js';
import type { KeyOwner } from './api-keys.js';

const scopeLabels: Readonly<Record<KeyScope, Label>> = {
  file: { zh: '提交投诉（file）', en: 'file complaints (file)' },
  read: { zh: '查看案件（read）', en: 'read your cases (read)' },
};

/** Somebody has made a key: whoever it was, the owner of the account learns of it. */
export function keyMade(key: ApiKey, { principal, address }: KeyOwner): AccountLetter<'keyMade'> {
  const { name } = principal;
  const labels = key.scopes.map((scope) => scopeLabels[scope]);
  return {
    name: 'keyMade',
    cause: `key:${key.id}`,
    to: principal,
    variables: {
      name,
      keyName: key.name,
      prefix: key.prefix,
      id: key.id,
      scopes: {
        zh: labels.map(({ zh }) => zh).join('、'),
        en: labels.map(({ en }) => en).join(', '),
      },
      expiresOn: key.expiresOn ?? '',
      at: chinaMinute(key.createdAt),
      address,
    },
  };
}

/** A key was revoked. */
export function keyRevoked(
  id: string,
  key: Pick<ApiKey, 'name' | 'prefix'>,
  { principal, address }: KeyOwner,
  at: Date,
): AccountLetter<'keyRevoked'> {
  const { name } = principal;
  return {
    name: 'keyRevoked',
    cause: `key:${id}`,
    to: principal,
    variables: { name, keyName: key.name, prefix: key.prefix, at: chinaMinute(at), address },
  };
}
