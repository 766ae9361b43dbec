import { describe, expect, it } from '@jest/globals';
import type { LogSettings } from '../config/config.js';
import { ProductLogger } from './product-logger.js';
import { requestIdFrom, withinRequest } from './request-id.js';

function loggerOf(settings: Partial<LogSettings> = {}) {
  const lines: string[] = [];
  const to = { write: (line: string) => void lines.push(line) };
  return { lines, log: new ProductLogger({ level: 'info', format: 'json', ...settings }, to) };
}
const parsed = (lines: readonly string[]) =>
  lines.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the log of a process', () => {
  it('is a JSON object a line, with level, instant and part', () => {
    const { log, lines } = loggerOf();
    log.error('database fails', 'Outages');
    log.warn('careful', 'Http');
    log.log('works again', 'Outages');
    expect(parsed(lines)).toMatchObject([
      { level: 'error', part: 'Outages', msg: 'database fails' },
      { level: 'warn', part: 'Http', msg: 'careful' },
      { level: 'info', part: 'Outages', msg: 'works again' },
    ]);
    for (const { time } of parsed(lines)) {
      expect(new Date(String(time)).toISOString()).toBe(time);
    }
    for (const line of lines) expect(line.indexOf('\n')).toBe(line.length - 1);
  });

  it('leaves out what is less than its level, and what the framework says of its own start', () => {
    const { log, lines } = loggerOf({ level: 'warn' });
    log.log('told', 'Start');
    log.debug('told', 'Start');
    log.warn('kept', 'InstanceLoader');
    expect(parsed(lines)).toMatchObject([{ msg: 'kept' }]);
    const chatty = loggerOf({ level: 'debug' });
    chatty.log.log('Mapped {/api}', 'RouterExplorer');
    chatty.log.debug('kept', 'Start');
    expect(parsed(chatty.lines)).toMatchObject([{ level: 'debug', msg: 'kept' }]);
  });

  it('keeps a stack in its line, and words of several lines', () => {
    const { log, lines } = loggerOf();
    const error = new Error('one\ntwo');
    log.error(error.message, error.stack, 'Http');
    log.error(error, 'Http');
    expect(lines).toHaveLength(2);
    for (const line of parsed(lines)) {
      expect(line).toMatchObject({ msg: 'one\ntwo', stack: error.stack, part: 'Http' });
    }
  });

  it('bears the id of the request that is worked on', () => {
    const { log, lines } = loggerOf();
    withinRequest('request-1', () => {
      log.warn('within');
    });
    log.warn('without');
    const [within, without] = parsed(lines);
    expect(within).toMatchObject({ requestId: 'request-1' });
    expect(without).not.toHaveProperty('requestId');
  });

  it('is for people where that is asked for', () => {
    const { log, lines } = loggerOf({ format: 'text' });
    log.error('database fails', 'Outages');
    expect(lines[0]).toMatch(/^\d{4}-\d\d-\d\dT\S+Z ERROR Outages: database fails\n$/);
  });
});

describe('the id of a request', () => {
  it('is what a proxy gave, where it is an id', () => {
    expect(requestIdFrom('0199a3c2-7d3e')).toBe('0199a3c2-7d3e');
  });

  it.each([undefined, null, '', 'short', 'a b c d e f g', 'x'.repeat(65), '{"level":"error"}', 7])(
    'is made where that is %p',
    (given) => {
      expect(requestIdFrom(given)).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
});
