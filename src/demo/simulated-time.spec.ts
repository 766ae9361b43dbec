import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../config/load-config.js';
import { SystemTime } from '../kernel/time-source.js';
import { AdvanceInput, targetOf } from './advance.input.js';
import { laterBy } from './iso-duration.js';
import { SimulatedTime } from './simulated-time.js';

const dataDir = mkdtempSync(join(tmpdir(), 'simulated-time-'));
const config = { ...loadConfig({}), dataDir };
afterAll(() => {
  rmSync(dataDir, { recursive: true });
});

/** Real time that passes while a test runs. */
const SLACK_MS = 5_000;

describe('simulated time', () => {
  it('starts now, goes on from where it was taken, and survives a restart', () => {
    const real = new SystemTime();
    const time = new SimulatedTime(config);
    expect(time.now().getTime() - real.now().getTime()).toBeLessThan(SLACK_MS);
    const target = new Date(real.now().getTime() + 60 * 86_400_000);
    time.advanceTo(target);
    for (const each of [time, new SimulatedTime(config)]) {
      const passed = each.now().getTime() - target.getTime();
      expect(passed).toBeGreaterThanOrEqual(0);
      expect(passed).toBeLessThan(SLACK_MS);
    }
  });

  it('never goes back', () => {
    const time = new SimulatedTime(config);
    const before = time.now();
    time.advanceTo(new Date(before.getTime() - 86_400_000));
    expect(time.now().getTime()).toBeGreaterThanOrEqual(before.getTime());
  });
});

describe('a duration', () => {
  const from = new Date('2026-01-31T02:30:00Z');

  it.each([
    ['P60D', '2026-04-01T02:30:00.000Z'],
    ['P1M', '2026-02-28T02:30:00.000Z'],
    ['P1Y2M', '2027-03-31T02:30:00.000Z'],
    ['P2W', '2026-02-14T02:30:00.000Z'],
    ['PT36H', '2026-02-01T14:30:00.000Z'],
    ['P1DT1H1M1S', '2026-02-01T03:31:01.000Z'],
  ])('%s', (duration, instant) => {
    expect(laterBy(from, duration)?.toISOString()).toBe(instant);
  });

  it.each(['', 'P', 'PT', 'P1', '1D', '-P1D', 'P-1D', 'P1.5D', 'p1d', 'P1DT'])(
    'is not %j',
    (text) => {
      expect(laterBy(from, text)).toBeNull();
    },
  );

  it('counts months by the calendar in China', () => {
    expect(laterBy(new Date('2026-01-30T17:00:00Z'), 'P1M')?.toISOString()).toBe(
      '2026-02-27T17:00:00.000Z',
    );
  });
});

describe('a step ahead', () => {
  const now = new Date('2026-03-02T01:00:00Z');
  const target = (input: Partial<AdvanceInput>) =>
    targetOf(Object.assign(new AdvanceInput(), input), now);
  const ruleOf = (input: Partial<AdvanceInput>) => {
    try {
      target(input);
    } catch (error) {
      return (error as { details: { errors: { path: string; rule: string }[] } }).details.errors[0];
    }
    return undefined;
  };

  it('is an instant, a date in China or a length of time', () => {
    expect(target({ to: '2026-03-03T00:00:00+08:00' }).toISOString()).toBe(
      '2026-03-02T16:00:00.000Z',
    );
    expect(target({ to: '2026-03-03' }).toISOString()).toBe('2026-03-02T16:00:00.000Z');
    expect(target({ by: 'P10Y' }).toISOString()).toBe('2036-03-02T01:00:00.000Z');
  });

  it.each([
    [{}, '', 'exactlyOne'],
    [{ to: '2027-01-01', by: 'P1D' }, '', 'exactlyOne'],
    [{ to: '2026-03-02T00:59:59Z' }, 'to', 'notBackwards'],
    [{ to: '2026-03-02' }, 'to', 'notBackwards'],
    [{ to: '2026-02-30T00:00:00Z' }, 'to', 'isInstant'],
    [{ to: '2027-01-01T00:00:00' }, 'to', 'isInstant'],
    [{ to: 'tomorrow' }, 'to', 'isInstant'],
    [{ to: '2036-03-02T01:00:01Z' }, 'to', 'maxYears'],
    [{ by: 'P11Y' }, 'by', 'maxYears'],
    [{ by: 'P999Y' }, 'by', 'maxYears'],
    [{ by: 'soon' }, 'by', 'isDuration'],
  ])('is refused when it is %j', (input, path, rule) => {
    expect(ruleOf(input)).toMatchObject({ path, rule });
  });
});
