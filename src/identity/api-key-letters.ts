import type { KeyScope, Label } from '../definition/index.js';
import { chinaMinute, type BusinessDate } from '../kernel/business-date.js';
import type { AccountLetter } from './account-letters.js';
import type { ApiKey } from './api-key.entity.js';
import type { KeyOwner } from './new-key.js';

const scopeLabels: Readonly<Record<KeyScope, Label>> = {
  file: { zh: '提交投诉（file）', en: 'file complaints (file)' },
  read: { zh: '查看案件（read）', en: 'read your cases (read)' },
  evidence: { zh: '提交和下载证据材料（evidence）', en: 'hand in and open files (evidence)' },
  supplement: { zh: '提交补正材料（supplement）', en: 'hand in missing material (supplement)' },
  money: {
    zh: '登记、确认回款，对回款提出异议或冲正（money）',
    en: 'record, confirm, dispute and take back payments (money)',
  },
  answers: {
    zh: '填写回访问卷、提出异议（answers）',
    en: 'answer surveys and object to answers (answers)',
  },
  documents: {
    zh: '下载公文、利息计算表和汇总表（documents）',
    en: 'open official documents and sheets (documents)',
  },
};

/** What a key may do, in words. */
function scopesInWords(scopes: readonly KeyScope[]): { readonly zh: string; readonly en: string } {
  const labels = scopes.map((scope) => scopeLabels[scope]);
  return {
    zh: labels.map(({ zh }) => zh).join('、'),
    en: labels.map(({ en }) => en).join(', '),
  };
}

/** Somebody has made a key: whoever it was, the owner of the account learns of it. */
export function keyMade(key: ApiKey, { principal, address }: KeyOwner): AccountLetter<'keyMade'> {
  const { name } = principal;
  return {
    name: 'keyMade',
    cause: `key:${key.id}`,
    to: principal,
    variables: {
      name,
      keyName: key.name,
      prefix: key.prefix,
      id: key.id,
      scopes: scopesInWords(key.scopes),
      expiresOn: key.expiresOn,
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

/**
 * A key was replaced by another one.
 *
 * @param oldUntil the last day of the old one; null: it is over
 */
export function keyRotated(
  old: Pick<ApiKey, 'name' | 'prefix'>,
  key: ApiKey,
  { principal, address }: KeyOwner,
  oldUntil: BusinessDate | null,
): AccountLetter<'keyRotated'> {
  return {
    name: 'keyRotated',
    cause: `key:${key.id}`,
    to: principal,
    variables: {
      name: principal.name,
      keyName: key.name,
      oldPrefix: old.prefix,
      prefix: key.prefix,
      id: key.id,
      scopes: scopesInWords(key.scopes),
      expiresOn: key.expiresOn,
      oldUntil: oldUntil ?? '',
      at: chinaMinute(key.createdAt),
      address,
    },
  };
}

/** A key of somebody that comes to its end. */
export type EndingKey = KeyOwner['principal'] &
  Pick<ApiKey, 'id' | 'prefix' | 'scopes' | 'expiresOn'> & { readonly keyName: string };

/**
 * A key comes to its end.
 *
 * @param stage how many days before it the letter is owed; it may come later, never twice
 */
export function keyEnds(key: EndingKey, stage: number): AccountLetter<'keyEnds'> {
  const { id, prefix, scopes, expiresOn, keyName, accountId, email, name, language } = key;
  return {
    name: 'keyEnds',
    cause: `key:${id}@-${stage}`,
    to: { accountId, email, name, language },
    variables: {
      name,
      keyName,
      prefix,
      id,
      scopes: scopesInWords(scopes),
      expiresOn,
    },
  };
}
