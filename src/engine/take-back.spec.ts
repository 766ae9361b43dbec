import { describe, expect, it } from '@jest/globals';
import { grouped } from './case-corrections.js';
import type { CaseImage } from './case-image.entity.js';
import { imagesToTake } from './take-back.js';

const image = (seq: number, cause = `event:${seq}`): CaseImage => ({
  caseId: 'c',
  seq,
  cause,
  writtenAt: new Date(0),
  recordedAt: new Date(0),
  record: null,
  clocks: cause.startsWith('event:') ? [] : null,
  armed: [],
  takenBackBy: null,
});

const reminder = (seq: number) => image(seq, 'clock:reply#1@-3');

describe('what is taken back of a case', () => {
  const images = [image(2), reminder(3), image(4), reminder(4), image(6)];
  const taken = (...chosen: readonly CaseImage[]) =>
    imagesToTake(images, (each) => chosen.includes(each)).map(
      ({ cause, seq }) => `${seq} ${cause}`,
    );
  const [first, early, wrong, late] = images as [CaseImage, CaseImage, CaseImage, CaseImage];

  it('is from the first wrong entry on all that rests on it, and nothing before', () => {
    expect(taken(wrong)).toEqual(['4 event:4', '4 clock:reply#1@-3', '6 event:6']);
    expect(taken(first)).toHaveLength(5);
  });

  it('is of reminders each by itself', () => {
    expect(taken(late)).toEqual(['4 clock:reply#1@-3']);
    expect(taken(early, wrong)[0]).toBe('3 clock:reply#1@-3');
  });

  it('is nothing where nothing was wrong', () => {
    expect(taken()).toEqual([]);
  });
});

describe('cases that stand and fall together', () => {
  it('are those about each other, and those about the same ones', () => {
    const groups = grouped([
      { id: 'a', aboutIds: [] },
      { id: 'b', aboutIds: [] },
      { id: 'm', aboutIds: ['a'] },
      { id: 'n', aboutIds: ['x'] },
      { id: 'o', aboutIds: ['x', 'm'] },
    ]);
    const sets = groups.map((group) => group.toSorted().join(' ')).toSorted();
    expect(sets).toEqual(['a m n o', 'b']);
  });
});
