import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Outages } from './outages.js';

/** What is written, as `level message`. */
let lines: string[];

beforeEach(() => {
  lines = [];
  const write = (level: string) => (message: unknown) => {
    lines.push(`${level} ${String(message)}`);
  };
  Logger.overrideLogger({ log: write('info'), error: write('error'), warn: write('warn') });
});
afterEach(() => {
  Logger.overrideLogger(true);
});

const away = () => new Error('Connection terminated unexpectedly');

describe('an outage', () => {
  it('has one line when it begins and one when it is over, however many meet it', () => {
    const outages = new Outages();
    for (let count = 0; count < 3; count += 1) outages.begin('log server', new Error('refused'));
    expect(outages.names).toEqual(['log server']);
    expect(lines).toEqual(['error log server fails: refused']);
    outages.end('log server');
    outages.end('log server');
    expect(lines.slice(1)).toEqual(['info log server works again, after 0 s']);
    outages.begin('log server', new Error('refused'));
    expect(lines).toHaveLength(3);
  });

  it('of the database is told as such, by whomever it is met', () => {
    const outages = new Outages();
    outages.begin('sweeper', away());
    outages.begin('dispatcher', away());
    expect(outages.names).toEqual(['database']);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^error database fails: unreachable/);
    // One slow statement is none of it.
    outages.begin('sweeper', new Error('Query read timeout'));
    expect(outages.names).toEqual(['database', 'sweeper']);
    outages.end('sweeper');
    // What went on without it says nothing of it, and neither does who has just met it.
    outages.end('database', 60_000);
    outages.end('sweeper');
    expect(outages.names).toEqual(['database']);
  });
});
