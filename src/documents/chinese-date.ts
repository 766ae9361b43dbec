import type { BusinessDate } from '../kernel/business-date.js';

/** `2026-09-01` → 2026年9月1日: Arabic numerals, no noughts before them (GB/T 9704). */
export function chineseDate(date: BusinessDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${String(year)}年${String(month)}月${String(day)}日`;
}
