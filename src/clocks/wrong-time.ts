/** What the time of a machine is compared with. */
export interface TimeFacts {
  readonly machine: Date;
  readonly database: Date;
  /** The last sweep of any process that found the time right; null before the first. */
  readonly lastSweep: Date | null;
  /** What a clock that never jumps makes of this process's last look; null after its start. */
  readonly steady: Date | null;
  /** So much ahead of the database an administrator has confirmed to be right. */
  readonly acceptedSkewMs: number;
}

export interface TimeLimits {
  /** Beside the database, and backwards. */
  readonly skewMs: number;
  /** Ahead of the clock that never jumps. */
  readonly leapMs: number;
}

/** What is wrong with the time, in a sentence; null when nothing is. */
export function wrongTime(facts: TimeFacts, { skewMs, leapMs }: TimeLimits): string | null {
  const { machine, database, lastSweep, steady, acceptedSkewMs } = facts;
  const skew = machine.getTime() - database.getTime() - acceptedSkewMs;
  if (Math.abs(skew) > skewMs) {
    const side = skew > 0 ? 'ahead of' : 'behind';
    return `The machine's time ${iso(machine)} is ${span(skew)} ${side} the database's.`;
  }
  const back = lastSweep === null ? 0 : lastSweep.getTime() - machine.getTime();
  if (back > skewMs && lastSweep) {
    return `The machine's time ${iso(machine)} is ${span(back)} before the last sweep at ${iso(lastSweep)}.`;
  }
  const ahead = steady === null ? 0 : machine.getTime() - steady.getTime();
  if (ahead > leapMs && steady) {
    return `The machine's time ${iso(machine)} is ${span(ahead)} ahead of what has passed since the last look, without a restart in between.`;
  }
  return null;
}

const iso = (at: Date): string => at.toISOString();

const UNITS = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
] as const;

function span(ms: number): string {
  const length = Math.abs(ms);
  const [size, unit] = UNITS.find(([size]) => length >= 2 * size) ?? [1_000, 's'];
  return `${Math.floor(length / size)} ${unit}`;
}
