import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DeliveryLanes } from './delivery-lanes.js';

const LEASE_MS = 1_000;

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('lanes of deliveries', () => {
  it('are as many as there are, and free again when they are left', () => {
    const lanes = new DeliveryLanes(2, LEASE_MS);
    const [one] = lanes.takeFree();
    expect(lanes.takeFree()).toHaveLength(0);
    one?.leave();
    expect(lanes.takeFree()).toHaveLength(1);
  });

  it('are written off at the end of the lease, for good', () => {
    const lanes = new DeliveryLanes(2, LEASE_MS);
    const [hanging, renewed] = lanes.takeFree();
    jest.advanceTimersByTime(LEASE_MS - 1);
    expect(lanes.takeFree()).toHaveLength(0);
    expect(renewed?.renew()).toBe(true);
    jest.advanceTimersByTime(1);
    const free = lanes.takeFree();
    expect(free).toHaveLength(1);
    // What comes back from it is no lane any more, and takes none away.
    expect(hanging?.renew()).toBe(false);
    hanging?.leave();
    expect(lanes.takeFree()).toHaveLength(0);
  });

  it('let so many deliveries go to a domain at once, and forget those that hang', () => {
    const lanes = new DeliveryLanes(4, LEASE_MS);
    const [one, two, three, four] = lanes.takeFree();
    expect(one?.enter('a.cn', 2)).toBe(true);
    expect(two?.enter('a.cn', 2)).toBe(true);
    expect(three?.enter('a.cn', 2)).toBe(false);
    expect(three?.enter('b.cn', 2)).toBe(true);
    expect(two?.renew()).toBe(true);
    expect(four?.enter('a.cn', 2)).toBe(true);
    jest.advanceTimersByTime(LEASE_MS);
    expect(lanes.takeFree().every((lane) => lane.enter('a.cn', 4))).toBe(true);
  });
});
