import { addDays, daysBetween, isBusinessDate } from '../src/kernel/business-date.js';

type Value = unknown;

/** The latest calendar date that a value holds anywhere; null when it holds none. */
export function latestDate(value: Value): string | null {
  const dates: string[] = [];
  mapTexts(value, (text) => {
    if (isBusinessDate(text)) dates.push(text);
    return text;
  });
  return dates.toSorted().at(-1) ?? null;
}

/** The value with all its dates moved alike, so that the latest of them becomes the one given. */
export function withLatestDate<Shape>(value: Shape, date: string): Shape {
  const latest = latestDate(value);
  if (latest === null) return value;
  const days = daysBetween(latest, date);
  return mapTexts(value, (text) => (isBusinessDate(text) ? addDays(text, days) : text)) as Shape;
}

function mapTexts(value: Value, change: (text: string) => string): Value {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]),
  );
}
