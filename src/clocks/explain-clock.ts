import { weekend, workingDay } from '../calendar/day-reasons.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import {
  daysInWords,
  type DayStep,
  type Label,
  type OmittedDays,
  type Term,
} from '../definition/index.js';
import { weekday, type BusinessDate } from '../kernel/business-date.js';
import { chineseDate } from '../kernel/chinese-date.js';
import type { Clock, ClockDerivation } from './clock.entity.js';
import { wholeTerm, type Count } from './counting.js';

/** Why a clock has its date: the days with their reasons, and the same in one sentence. */
export interface Explanation {
  readonly days: readonly DayStep[];
  /** What is not listed, because there is too much of it. */
  readonly omitted: OmittedDays | null;
  readonly sentence: Label;
}

/** What of a clock, or of a calculation, tells how its date came about. */
export type Explained = Pick<Clock, 'rawDueOn' | 'dueOn' | 'provisional' | 'startedOn'> & {
  readonly derivation: Count & Pick<ClockDerivation, 'calendar'>;
};

/**
 * Explains a date by the edition of the calendar that it was counted by.
 *
 * @param start what happened on the day it counts from: 收到之日, `the receipt`
 */
export function explainClock(
  clock: Explained,
  calendar: WorkingCalendar,
  start: Label,
): Explanation {
  const { derivation } = clock;
  const edition = calendar.in(derivation.calendar);
  const term = wholeTerm(derivation);
  const days = edition.explain(derivation.from, term, derivation);
  const omitted = edition.omitted(derivation.from, term, derivation);
  const isStopped = (derivation.cap ?? null) !== null && !edition.isWorkingDay(clock.dueOn);
  return { days, omitted, sentence: knownSentence(clock, { days, omitted, isStopped }, start) };
}

type Listed = Pick<Explanation, 'days' | 'omitted'> & {
  /** The longest that the term may become ends on a day off. */
  readonly isStopped: boolean;
};

/** By the list of days, which an edition keeps for all who ask for the same term. */
const sentences = new WeakMap<readonly DayStep[], Map<string, Label>>();

/** Deadlines that pass together mostly began together: they have one sentence. */
function knownSentence(clock: Explained, listed: Listed, start: Label): Label {
  const { days } = listed;
  const { derivation, rawDueOn, dueOn, provisional, startedOn } = clock;
  const { extension } = derivation;
  const told = `${startedOn} ${extension} ${rawDueOn} ${dueOn} ${provisional} ${start.zh} ${start.en}`;
  const known = sentences.get(days) ?? new Map<string, Label>();
  const sentence = known.get(told) ?? sentenceOf(clock, listed, start);
  sentences.set(days, known.set(told, sentence));
  return sentence;
}

function sentenceOf(clock: Explained, { days, omitted, isStopped }: Listed, start: Label): Label {
  const { derivation, rawDueOn, dueOn, provisional, startedOn } = clock;
  const { term, extension, pauses } = derivation;
  const value = term.value + extension;
  const unit = term.unit === 'workingDay';
  const isPaused = (date: BusinessDate) =>
    pauses.some(({ from, until }) => from <= date && date <= until);
  const still = days.filter(({ date }) => isPaused(date)).length + (omitted?.paused ?? 0);
  const parts: Label[] = [
    term.value === 0
      ? { zh: `日期另定，为${chineseDate(rawDueOn)}`, en: `a date that was set, ${rawDueOn}` }
      : {
          zh: `自${chineseDate(startedOn)}${start.zh}起${inWords[term.unit](value).zh}`,
          en: `the ${inWords[term.unit](value).en} from ${startedOn} (${start.en})`,
        },
  ];
  if (term.value > 0 && extension > 0) {
    const { zh, en } = daysInWords(extension, term.unit);
    parts.push({ zh: `含延长${zh}`, en: `${en} of them by extension` });
  }
  if (unit) {
    const running = days.filter(({ date }) => !isPaused(date));
    parts.push(...skippedWords(running, omitted?.off ?? 0));
  }
  if (still > 0) parts.push({ zh: `中止${still}天不计入`, en: `it stood still for ${still} days` });
  if (dueOn !== rawDueOn || (isStopped && !unit)) {
    const { zh, en } = days.find(({ date }) => date === rawDueOn)?.why ?? { zh: '', en: '' };
    parts.push({ zh, en });
  }
  if (provisional) {
    parts.push({
      zh: '所涉年份的节假日安排尚未公布，日期为暂定',
      en: 'provisional, as the holidays of that year are not announced',
    });
  }
  return {
    zh: parts.map(({ zh }) => zh).join('，'),
    en: parts.map(({ en }) => en).join(', '),
  };
}

/** `跳过国庆节等12天`; a term that skips nothing but weekends says so. */
function skippedWords(days: readonly DayStep[], more: number): readonly Label[] {
  const skipped = days.filter(({ counted }) => !counted);
  if (skipped.length === 0) return [];
  const n = skipped.length + more;
  const holiday = skipped.find(({ date, why }) => {
    return why.zh !== weekend(weekday(date)).zh && why.zh !== workingDay.zh;
  });
  return holiday
    ? [
        {
          zh: `跳过${holiday.why.zh}等${n}天`,
          en: `not counting ${n} days off, ${holiday.why.en} among them`,
        },
      ]
    : [{ zh: `跳过周末${n}天`, en: `not counting ${n} days of weekends` }];
}

const inWords: Readonly<Record<Term['unit'], (value: number) => Label>> = {
  workingDay: (value) => ({ zh: `第${value}个工作日`, en: `${ordinal(value)} working day` }),
  calendarDay: (value) => ({ zh: `第${value}日`, en: `${ordinal(value)} day` }),
  month: (value) => ({ zh: `满${value}个月之日`, en: `end of ${value} months` }),
};

function ordinal(value: number): string {
  const teen = value % 100 >= 11 && value % 100 <= 13;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${ending}`;
}
