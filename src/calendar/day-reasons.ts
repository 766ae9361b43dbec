import type { Label } from '../definition/index.js';

/** Why a day was counted or not, in the words of a derivation. */
export const workingDay: Label = { zh: '工作日', en: 'working day' };

export function weekend(weekday: number): Label {
  return weekday === 0 ? { zh: '星期日', en: 'Sunday' } : { zh: '星期六', en: 'Saturday' };
}

/** A Saturday or Sunday that is worked. */
export function makeUpDay(holiday: Label): Label {
  return {
    zh: `${holiday.zh}调休上班，计为工作日`,
    en: `make-up working day for ${holiday.en}`,
  };
}

/** A weekday of a year whose arrangement the State Council has not announced. */
export function notAnnounced(year: string): Label {
  return {
    zh: `暂按工作日计算，${year}年节假日安排尚未公布`,
    en: `taken for a working day; the holidays of ${year} are not announced yet`,
  };
}

/** A day inside a term of calendar days, whatever it is. */
export function calendarDay(day: Label): Label {
  return day === workingDay
    ? { zh: '自然日', en: 'calendar day' }
    : { zh: `自然日（${day.zh}）`, en: `calendar day (${day.en})` };
}

/** The last day of a term of calendar days falls on a day off. */
export function rolls(day: Label): Label {
  return {
    zh: `期限最后一日为${day.zh}，顺延至其后第一个工作日`,
    en: `the last day is ${day.en}; it moves to the next working day`,
  };
}

/** A day off on which the longest term that may be ends. */
export function stopped(day: Label): Label {
  return {
    zh: `${day.zh}，已达最长期限，不再顺延`,
    en: `${day.en}; the longest term ends here and moves no further`,
  };
}

/** The working day to which the last day of a term moved. */
export function rolledHere(day: Label): Label {
  return {
    zh: `顺延至此日（${day.zh}）届满`,
    en: `the term ends here instead (${day.en})`,
  };
}

/** A day on which the term stood still, whatever it is. */
export function paused(day: Label): Label {
  return day === workingDay
    ? { zh: '期限中止，不计入', en: 'the term stood still' }
    : { zh: `期限中止，不计入（${day.zh}）`, en: `the term stood still (${day.en})` };
}
