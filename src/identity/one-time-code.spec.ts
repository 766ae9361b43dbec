import { describe, expect, it } from '@jest/globals';
import { fingerprint } from './fingerprint.js';
import { newCode, openRow, type CodeRow } from './one-time-code.js';

const expiresAt = new Date('2026-03-02T01:00:00Z');
const before = new Date(expiresAt.getTime() - 1);
const row = (values: Partial<CodeRow> = {}): CodeRow => ({ expiresAt, usedAt: null, ...values });
const refusal = (reason: string) =>
  expect.objectContaining({ code: 'CODE_REFUSED', details: { reason } }) as unknown as Error;

describe('a code', () => {
  it('is known by its hash, and another one each time', () => {
    const { code, hash } = newCode();
    expect(code).toMatch(/^[\w-]{32}$/);
    expect(hash).toBe(fingerprint(code));
    expect(newCode().code).not.toBe(code);
  });

  it('opens until the moment it expires', () => {
    expect(openRow(row(), before)).toEqual(row());
    expect(() => openRow(row(), expiresAt)).toThrow(refusal('expired'));
  });

  it('opens once, and nothing when it is unknown or revoked', () => {
    expect(() => openRow(row({ usedAt: before }), before)).toThrow(refusal('used'));
    expect(() => openRow(row({ revokedAt: before }), before)).toThrow(refusal('revoked'));
    expect(() => openRow(undefined, before)).toThrow(refusal('unknown'));
  });
});
