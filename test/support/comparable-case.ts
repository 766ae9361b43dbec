import type { Clock } from '../../src/clocks/clock.entity.js';
import type { Notice } from '../../src/notices/notice.entity.js';
import type { StoredCase } from './engine-under-test.js';

/** What differs between two databases, or goes on where something is taken back. */
const ownOfEach = {
  version: 0,
  shownVersion: 0,
  lastHash: '',
  updatedAt: '',
  shownAt: '',
  number: '',
  trackingCode: '',
};

const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;

/**
 * A case as two databases can be compared by it: without what has been taken back, without the
 * numbers of entries, and with the ids that each database makes by itself in their order.
 *
 * @param ids of the cases that both databases have, in the same order
 */
export function comparable(stored: StoredCase, ids: readonly string[]) {
  const { record, clocks, notices, history } = stored;
  const corrections = history.filter(({ event }) => event === 'time.corrected');
  const taken = new Set(corrections.flatMap(({ payload }) => payload['takenBack'] as number[]));
  const isWrong = ({ status, endedAt }: Clock) =>
    status === 'cancelled' && corrections.some(({ at }) => at.getTime() === endedAt?.getTime());
  const view = {
    record: { ...record, ...ownOfEach },
    history: history
      .filter(({ seq, event }) => !taken.has(seq) && event !== 'time.corrected')
      .map(({ event, payload, actor, at, occurredOn, fromState, toState }) => {
        return { event, payload, actor, at, occurredOn, fromState, toState };
      }),
    clocks: clocks
      .filter((clock) => !isWrong(clock))
      .map((clock) => ({
        ...clock,
        generation: 0,
        derivation: { ...clock.derivation, replaces: clock.derivation.replaces !== null },
      }))
      .toSorted((a, b) => `${a.name} ${a.dueOn}`.localeCompare(`${b.name} ${b.dueOn}`)),
    notices: notices.filter(counts).map(noticeView).toSorted(),
  };
  return JSON.parse(named(JSON.stringify(view), ids)) as unknown;
}

const counts = ({ cause }: Notice): boolean => !/^(?:takenBack|correction):/.test(cause);

const noticeView = ({ template, party, recipient, status, queuedAt, releaseAt }: Notice): string =>
  [template, party, recipient, status, queuedAt.toISOString(), releaseAt.toISOString()].join(' ');

function named(text: string, ids: readonly string[]): string {
  return text
    .replace(UUID, (id) => {
      const index = ids.indexOf(id);
      return index === -1 ? (id.startsWith('01') ? 'other' : id) : `case ${index}`;
    })
    .replace(/[A-Z]-2026-\d{6}-\d{6}/g, 'number')
    .replace(/"generation":\d+/g, '"generation":0');
}
