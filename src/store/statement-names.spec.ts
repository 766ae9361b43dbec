import { describe, expect, it } from '@jest/globals';
import { PLANNED_FOR_ITS_VALUES, statementName } from './statement-names.js';

describe('the name of a prepared statement', () => {
  it('follows from the text alone, whatever was named before', () => {
    expect(statementName('SELECT $1::text')).toBe(
      'qingnuo_66c6932b6cbe1a316c97264f97274c5dd310918e',
    );
    expect(statementName('SELECT $1::text ')).not.toBe(statementName('SELECT $1::text'));
  });

  it('is whole within what the server keeps of a name', () => {
    expect(statementName('SELECT $1::integer')?.length).toBeLessThan(64);
  });

  it('is none where the server is to plan for the values', () => {
    expect(statementName(`${PLANNED_FOR_ITS_VALUES} SELECT $1::text`)).toBeNull();
  });

  it('is given to so many texts, and they keep theirs', () => {
    const texts = Array.from({ length: 400 }, (_, each) => `SELECT $1::integer + ${each}`);
    const given = texts.map(statementName);
    expect(given.filter((name) => name !== null).length).toBeLessThanOrEqual(300);
    expect(given[0]).not.toBeNull();
    expect(given.at(-1)).toBeNull();
    expect(texts.map(statementName)).toEqual(given);
  });
});
