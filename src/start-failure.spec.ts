import { describe, expect, it } from '@jest/globals';
import { loadConfig } from './config/load-config.js';
import { startFailure } from './start-failure.js';

const config = {
  ...loadConfig({ PORT: '3000', PROBE_LISTEN: '127.0.0.1:9464' }),
  bounces: {
    address: 'bounces@qingnuo.example',
    imapUrl: null,
    listen: { host: '127.0.0.1', port: 2525 },
  },
};
const taken = (port: number) =>
  Object.assign(new Error(`listen EADDRINUSE ${port}`), { code: 'EADDRINUSE', port });

describe('a port that is taken', () => {
  it.each([
    [3000, 'PORT'],
    [9464, 'PROBE_LISTEN'],
    [2525, 'BOUNCE_LISTEN'],
  ])('is told by its number and its setting: %i', (port, setting) => {
    expect(startFailure(taken(port), config)).toBe(
      `Port ${port} is taken: stop what listens there, or set ${setting} to another one.`,
    );
  });
});

describe('a failure that nobody expected', () => {
  it('keeps its stack', () => {
    const error = new TypeError('undefined is not a function');
    expect(startFailure(error, config)).toBe(error);
  });
});
