import type { CodeWords } from './asks.js';
import { DomainError } from '../kernel/domain-error.js';

/**
 * What an enterprise's own system may do by an API key. `file`: file complaints; `read`: read cases
 * and what is on record of them; `evidence`: hand in and open files; `supplement`: hand in what was
 * asked for (补正); `money`: record, confirm, dispute and take back payments (回款); `answers`: the
 * survey (回访) and the objection (异议); `documents`: official documents (公文) and sheets. What gives
 * up a right, and what decides over accounts and keys, has no scope and so is closed to every key.
 */
export const keyScopes = [
  'file',
  'read',
  'evidence',
  'supplement',
  'money',
  'answers',
  'documents',
] as const;

export const keyScopeWords = {
  file: { zh: '提交投诉', en: 'file complaints' },
  read: { zh: '查看投诉件', en: 'read cases' },
  evidence: { zh: '提交和查看材料', en: 'hand in and open files' },
  supplement: { zh: '补正材料', en: 'hand in supplements' },
  money: { zh: '登记和确认回款', en: 'record and confirm payments' },
  answers: { zh: '回访评价和提出异议', en: 'survey and objection' },
  documents: { zh: '查看文书和表格', en: 'official documents and sheets' },
} as const satisfies CodeWords<(typeof keyScopes)[number]>;

export type KeyScope = (typeof keyScopes)[number];

/**
 * The refusal of a key by what it may not do: it says what the key has, and what it would need.
 *
 * @param needs the scopes of which any one would do; empty where no key may do it
 */
export function keyNotAllowed(
  needs: readonly string[],
  scopes: readonly string[],
): DomainError<'KEY_NOT_ALLOWED'> {
  const has = `This one has ${scopes.join(', ')}.`;
  const message =
    needs.length === 0
      ? `No API key may do this; sign in for it. ${has}`
      : `This needs an API key with the scope ${needs.join(' or ')}. ${has}`;
  return new DomainError('KEY_NOT_ALLOWED', message, { needs: needs[0] ?? null, scopes });
}
