import type { Findings } from './check/findings.js';
import type { Options } from './options.js';
import type { Played } from './year.js';

/** Examples of what is broken; the rest is counted. */
const SHOWN = 20;

export interface Outcome {
  readonly options: Options;
  readonly played: Played;
  readonly findings: Findings;
  readonly seconds: number;
}

/** Whether nothing was found that should not be. */
export function isSound({ played, findings }: Pick<Outcome, 'played' | 'findings'>): boolean {
  return (
    played.failures.length === 0 && findings.invariants.every(({ broken }) => broken.length === 0)
  );
}

/** The outcome for people, line by line. */
export function reportOf({ options, played, findings, seconds }: Outcome): string {
  const { cases, ended, entries, obligations, clocks, mails, letters, invariants } = findings;
  const { done, refused } = played.deeds;
  const { outage, closed } = played;
  const broken = invariants.filter((each) => each.broken.length > 0);
  const lines = [
    ['cases filed, ended', `${cases}, ${ended}`],
    ['simulated', `${options.days} days from ${options.from}, seed ${options.seed}`],
    ['acts done, refused by a rule', `${done}, ${refused}`],
    ['history entries', String(entries)],
    ['clocks', inWords(clocks)],
    ['obligations by the history, stored', `${obligations.expected}, ${obligations.stored}`],
    ['letters', inWords(letters)],
    ['mails delivered, duplicates', `${mails.delivered}, ${mails.duplicates}`],
    ['mail server down', `${outage.from.toISOString()} to ${outage.until.toISOString()}`],
    [
      'mailboxes of enterprises closed',
      `${closed.from.toISOString()} to ${closed.until.toISOString()}`,
    ],
    ['failures of acts', String(played.failures.length)],
    ['invariants held', `${invariants.length - broken.length} of ${invariants.length}`],
    ['seconds taken', seconds.toFixed(1)],
  ].map(([name = '', value = '']) => `${name.padEnd(38)}${value}`);
  return [
    ...lines,
    ...invariants.map(
      ({ name, broken: { length } }) =>
        `${length === 0 ? '✓' : '✗'} ${name}${length > 0 ? `: ${length}` : ''}`,
    ),
    ...broken.flatMap(({ name, broken: all }) => section(name, all)),
    ...(played.failures.length > 0 ? section('failures of acts', played.failures) : []),
  ].join('\n');
}

function section(name: string, all: readonly string[]): readonly string[] {
  const more = all.length > SHOWN ? [`  … and ${all.length - SHOWN} more`] : [];
  return ['', `${name}:`, ...all.slice(0, SHOWN).map((each) => `  ${each}`), ...more];
}

function inWords(counts: Readonly<Record<string, number>>): string {
  const sorted = Object.entries(counts).toSorted(([a], [b]) => a.localeCompare(b));
  return sorted.map(([name, count]) => `${name} ${count}`).join(', ') || 'none';
}
