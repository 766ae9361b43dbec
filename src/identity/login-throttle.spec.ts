import { beforeEach, describe, expect, it } from '@jest/globals';
import { SessionTime } from '../kernel/time-source.js';
import { LoginThrottle } from './login-throttle.js';

class SetTime extends SessionTime {
  at = new Date('2026-03-02T01:00:00Z');

  override now(): Date {
    return this.at;
  }
}

const refused = expect.objectContaining({
  code: 'TOO_MANY_REQUESTS',
  details: { retryAfter: 900 },
}) as unknown as Error;

describe('login throttle', () => {
  let time: SetTime;
  let throttle: LoginThrottle;
  const fail = (times: number, email = 'a@x.example', address = '10.0.0.1'): void => {
    for (let i = 0; i < times; i += 1) throttle.attempt(email, address);
  };

  beforeEach(() => {
    time = new SetTime();
    throttle = new LoginThrottle(time);
  });

  it('refuses the eleventh failure for an account from an address, and says for how long', () => {
    fail(10);
    expect(() => throttle.attempt('a@x.example', '10.0.0.1')).toThrow(refused);
  });

  it('lets the account in from elsewhere, and others from the same address', () => {
    fail(10);
    throttle.attempt('a@x.example', '10.0.0.2').succeeded();
    throttle.attempt('b@x.example', '10.0.0.1').succeeded();
  });

  it('does not count a success', () => {
    for (let i = 0; i < 200; i += 1) throttle.attempt('a@x.example', '10.0.0.1').succeeded();
  });

  it('counts attempts that are still being checked', () => {
    const running = Array.from({ length: 10 }, () => throttle.attempt('a@x.example', '10.0.0.1'));
    expect(() => throttle.attempt('a@x.example', '10.0.0.1')).toThrow(refused);
    running[0]?.succeeded();
    throttle.attempt('a@x.example', '10.0.0.1');
  });

  it('refuses an address that tries many accounts', () => {
    for (let i = 0; i < 100; i += 1) fail(1, `${i}@x.example`);
    expect(() => throttle.attempt('new@x.example', '10.0.0.1')).toThrow(refused);
  });

  it('forgets after the window, not before', () => {
    fail(10);
    time.at = new Date('2026-03-02T01:14:59.999Z');
    expect(() => throttle.attempt('a@x.example', '10.0.0.1')).toThrow(
      expect.objectContaining({ details: { retryAfter: 1 } }),
    );
    time.at = new Date('2026-03-02T01:15:00Z');
    throttle.attempt('a@x.example', '10.0.0.1');
  });
});
