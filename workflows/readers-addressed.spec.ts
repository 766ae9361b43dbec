import 'reflect-metadata';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { workflows } from './index.js';

/** The Chinese letters to the enterprise, each once. */
const letters = new Map(
  workflows.flatMap(({ notices, templates }) =>
    Object.entries(notices)
      .filter(([, { to }]) => to === 'enterprise')
      .flatMap(([name]) => {
        const places = templates.map((folder) =>
          fileURLToPath(new URL(`${name}.zh-CN.md`, folder)),
        );
        const file = places.find((place) => existsSync(place));
        return file === undefined ? [] : [[file, readFileSync(file, 'utf8')] as const];
      }),
  ),
);

/** 您 is for officers; a firm is 贵企业 throughout, but for the greeting. */
const spokenTo = (text: string): readonly string[] => text.match(/您(?!好！)[^，。]*/g) ?? [];

describe('letters to the enterprise', () => {
  it('are there to be read', () => {
    expect(letters.size).toBeGreaterThan(40);
  });

  it('speak to it as 贵企业', () => {
    const wrong = [...letters].flatMap(([file, text]) =>
      spokenTo(text).map((words) => [file, words]),
    );
    expect(wrong).toEqual([]);
  });

  it('would be found out otherwise', () => {
    expect(spokenTo('您好！尚待您核对。')).toEqual(['您核对']);
  });
});
