import { BOUNDS_MS } from './delays.js';
import type { Outcome } from './fuzz.js';
import type { Options } from './options.js';

/** The outcome for people, line by line. */
export function reportOf(options: Options, outcome: Outcome, seconds: number): string {
  const { findings, statuses, reached, operations, unreached, cases, stories, actors, delays } =
    outcome;
  const counts = Object.entries(statuses).map(([status, count]) => `${status} × ${count}`);
  const lines = [
    ['requests, seed', `${options.requests}, ${options.seed}`],
    ['answers', counts.join(', ')],
    ['operations that succeeded', `${reached} of ${operations}`],
    ['histories looked at', String(cases)],
    ['who can still ask', actors],
    ['stories told to their end in between', String(stories)],
    [`loop delay without an account (bound ${BOUNDS_MS.nobody} ms)`, inFigures(delays.nobody)],
    [`loop delay with one (bound ${BOUNDS_MS.somebody} ms)`, inFigures(delays.somebody)],
    [
      'longest',
      delays
        .worst()
        .map(({ delay, operation, how }) => `${delay.toFixed(0)} ms ${operation} (${how})`)
        .join(', '),
    ],
    ['seconds taken', seconds.toFixed(0)],
    ['findings', String(findings.length)],
  ].map(([name = '', value = '']) => `${name.padEnd(46)}${value}`);
  const told = findings.flatMap(({ what, times, at, request, repeats }) => [
    '',
    `✗ ${what}`,
    `    ${times} ×, first with request ${at}; ${repeats ? 'shows again' : 'did not show again'}`,
    `    ${request}`,
  ]);
  const never =
    unreached.length > 0 ? ['', 'never succeeded:', ...unreached.map((it) => `    ${it}`)] : [];
  const again = `npm run fuzz -- --requests ${options.requests} --seed ${options.seed}`;
  return [...lines, ...never, ...told, ...(told.length > 0 ? ['', `Again: ${again}`] : [])].join(
    '\n',
  );
}

function inFigures(values: readonly number[]): string {
  if (values.length === 0) return 'not measured';
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
  return `median ${at(0.5)}, 99 % ${at(0.99)}, longest ${at(1)} ms`;
}
