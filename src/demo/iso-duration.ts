import { addDays, chinaDate, chinaInstant } from '../kernel/business-date.js';

const PATTERN =
  /^P(?=[\dT])(?:(?<years>\d{1,3})Y)?(?:(?<months>\d{1,4})M)?(?:(?<weeks>\d{1,4})W)?(?:(?<days>\d{1,5})D)?(?:T(?=\d)(?:(?<hours>\d{1,6})H)?(?:(?<minutes>\d{1,8})M)?(?:(?<seconds>\d{1,9})S)?)?$/;

/**
 * The instant that is an ISO 8601 duration (`P60D`, `P1M`, `PT36H`) later. Years and months are
 * those of the calendar in China, cut to the last day of the month: 31 January + P1M is the end
 * of February.
 *
 * @returns null when the text is no such duration
 */
export function laterBy(instant: Date, duration: string): Date | null {
  const parts = PATTERN.exec(duration)?.groups;
  if (!parts) return null;
  const part = (name: string) => Number(parts[name] ?? 0);

  const date = chinaDate(instant);
  const timeOfDay = instant.getTime() - chinaInstant(date, 0).getTime();
  const month = addMonths(date, part('years') * 12 + part('months'));
  const day = addDays(month, part('weeks') * 7 + part('days'));
  const seconds = part('hours') * 3600 + part('minutes') * 60 + part('seconds');
  return new Date(chinaInstant(day, 0).getTime() + timeOfDay + seconds * 1000);
}

function addMonths(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0));
  const target = new Date(
    Date.UTC(year, month - 1 + months, Math.min(day, lastOfMonth.getUTCDate())),
  );
  return target.toISOString().slice(0, 10);
}
