import { statutoryHolidays } from './published-year.js';

/**
 * Names that hold a word of rest or of work and mean neither: holidays of schools, a half day for
 * some (women, youths), a carpenter's feast, months without fishing.
 */
const NEITHER = /[寒暑]假|半[天日]假?|放假半[天日]|鲁班|休[渔市耕]/g;

/** 不上班, 非工作日: the word of work is denied. */
const DENIED_WORK = /(?:不用|不必|无需|不|免)上?班|非工作日/;

/** 上班, 补班, （班）, 【班】, 班 春节, 调休工作日. */
const WORK = /班|工作日|work(?:ing)?[ -]?day/i;

const REST = /假|休/;

/**
 * What a calendar's event says of its day: off, worked, or nothing. A day that is worked is named
 * after the holiday that it makes up for (上班(补春节假期), 春节调休工作日), so that work is looked
 * for before rest.
 */
export function offByWords(summary: string): boolean | null {
  const words = summary.replace(NEITHER, '');
  if (DENIED_WORK.test(words)) return true;
  if (WORK.test(words)) return false;
  return REST.test(words) ? true : null;
}

/** `上班(补国庆节假期)`, `【班】国庆节`, `国庆节 假期 第3天/共7天` → 国庆节. */
export function holidayName(summary: string): string {
  return summary
    .replace(/第\d+天|共\d+天|\bDay \d+(?: of \d+)?/gi, '')
    .replace(
      /非?工作日|[上补调加]班|班|补|假期|放假|调休|休[息假]?|[（()）【】[\]［］〔〕「」/:：\s-]/g,
      '',
    );
}

const HOLIDAYS = new RegExp(
  `^(?:(?:${statutoryHolidays.map(({ zh }) => zh).join('|')})节?[、和与及,，]?)+$`,
);

/** Whether a name is that of holidays of the Regulation and nothing else. */
export function isHoliday(name: string): boolean {
  return HOLIDAYS.test(name);
}
