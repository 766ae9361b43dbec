/**
 * The last day to sue a second time, by looking at each day: is the right alive on it, and did
 * something on it begin its time anew? It shares no code with the product.
 */

export interface PaperInterruption {
  readonly on: string;
  /** It takes the defence from the debtor even when the time is over. */
  readonly revives: boolean;
}

/** Every day there is for it, so that a day is a place in the list. */
const days = Array.from({ length: 24_000 }, (_, index) =>
  new Date(Date.UTC(2000, 0, 1 + index)).toISOString().slice(0, 10),
);
const places = new Map(days.map((day, index) => [day, index]));

/** @returns the last day, without rolling off a day off */
export function lastDayOnPaper(dueOn: string, interruptions: readonly PaperInterruption[]): string {
  const first = placeOf(dueOn);
  const end = yearsLater(first, 20);
  const happens = new Map<number, boolean>();
  for (const { on, revives } of interruptions) {
    happens.set(placeOf(on), revives || happens.get(placeOf(on)) === true);
  }
  let runsOut = yearsLater(first, yearsOf(first));
  let last = first;
  for (let day = first + 1; day <= end; day += 1) {
    const alive = day <= runsOut;
    if (alive) last = day;
    const revives = happens.get(day);
    if (revives !== undefined && (alive || revives)) {
      runsOut = yearsLater(day, yearsOf(day));
      last = day;
    }
  }
  return days[last] ?? '';
}

const yearsOf = (begun: number): number => (begun < placeOf('2015-10-01') ? 2 : 3);

function placeOf(day: string): number {
  const place = places.get(day);
  if (place === undefined) throw new RangeError(`${day} is not in the list.`);
  return place;
}

/** The same date some years later; the last day of February where that year has no 29th. */
function yearsLater(place: number, years: number): number {
  const [year = '', month = '', date = ''] = (days[place] ?? '').split('-');
  const later = `${Number(year) + years}-${month}-${date}`;
  return places.get(later) ?? placeOf(`${Number(year) + years}-02-28`);
}
