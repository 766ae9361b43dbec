import { chinaDate, type BusinessDate } from './business-date.js';

/** `2026-09-01` → 2026年9月1日: Arabic numerals, no noughts before them (GB/T 9704). */
export function chineseDate(date: BusinessDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${String(year)}年${String(month)}月${String(day)}日`;
}

/** The moment in China, wherever the program runs: 2026年10月15日上午9时30分. */
export function chineseMoment(at: Date): string {
  const [hour = 0, minute = 0] = at
    .toLocaleTimeString('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' })
    .split(':')
    .map(Number);
  const half = hour < 12 ? '上午' : '下午';
  const past = minute === 0 ? '' : `${String(minute)}分`;
  return `${chineseDate(chinaDate(at))}${half}${String(hour > 12 ? hour - 12 : hour)}时${past}`;
}
