import { describe, expect, it } from '@jest/globals';
import { admission, remembered, type ThrottleState } from './throttle-policy.js';

const now = new Date('2026-03-02T01:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const state = (values: Partial<ThrottleState>): ThrottleState => ({
  count: 0,
  pending: 0,
  lastAt: now,
  blockedUntil: null,
  ...values,
});

describe('a try', () => {
  it('is free until ten have failed', () => {
    expect(admission(state({ count: 9 }), now)).toBe('admitted');
    expect(admission(state({ count: 10, blockedUntil: later(1) }), now)).toEqual({ retryAfter: 1 });
  });

  it('waits for those that are being checked and may still fail', () => {
    expect(admission(state({ pending: 9 }), now)).toBe('admitted');
    expect(admission(state({ pending: 10 }), now)).toBe('busy');
    expect(admission(state({ count: 7, pending: 2 }), now)).toBe('admitted');
    expect(admission(state({ count: 7, pending: 3 }), now)).toBe('busy');
  });

  it('is one at a time after ten failures', () => {
    expect(admission(state({ count: 12, blockedUntil: later(0) }), now)).toBe('admitted');
    expect(admission(state({ count: 12, pending: 1 }), now)).toBe('busy');
  });

  it('is refused to the end of the pause, to the moment', () => {
    const paused = state({ count: 14, blockedUntil: later(16) });
    expect(admission(paused, new Date(later(16).getTime() - 1))).toEqual({ retryAfter: 1 });
    expect(admission(paused, later(16))).toBe('admitted');
  });
});

describe('what failed', () => {
  it('counts for an hour after the last try, not longer', () => {
    const failed = state({ count: 9, pending: 1 });
    expect(remembered(failed, later(3_599))).toEqual({ count: 9, pending: 1 });
    expect(remembered(failed, later(3_600))).toEqual({ count: 0, pending: 0 });
    expect(admission(failed, later(3_599))).toBe('busy');
    expect(admission(failed, later(3_600))).toBe('admitted');
  });
});
