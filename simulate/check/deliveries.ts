import type { WorkflowRegistry } from '../../src/engine/workflow-registry.js';
import { groupBy } from '../../src/kernel/group-by.js';
import type { Notice } from '../../src/notices/notice.entity.js';
import type { MailCatcher } from '../mail-catcher.js';
import type { DayCount } from './day-count.js';
import type { Differences } from './differences.js';

/** Mail as it arrived, against the letters. */
export interface Deliveries {
  /** Letters that arrived otherwise than once, or are said to have been sent and did not arrive. */
  readonly notOnce: Differences;
  /** Letters that could have left and did not. */
  readonly held: Differences;
  readonly outOfHours: Differences;
  readonly duplicates: number;
  /** Ids of letters that a server has refused for good, each at its only try. */
  readonly refused: ReadonlySet<string>;
}

export function deliveriesOf(
  notices: readonly Notice[],
  { caught: mails, refused: refusals }: Pick<MailCatcher, 'caught' | 'refused'>,
  { workflows, count, until }: Facts,
): Deliveries {
  const arrived = groupBy(mails, ({ messageId }) => messageId);
  const refused = new Set(
    notices
      .filter(({ status, recipient, attempts }) =>
        status === 'failed' && attempts > 0
          ? refusals.some((refusal) => refusal.recipient === recipient)
          : false,
      )
      .map(({ id }) => id),
  );
  const known = new Map(notices.map((notice) => [notice.messageId, notice]));
  const atOnce = ({ caseId, template }: Notice): boolean => {
    if (caseId === null) return true;
    const [, key = '', version = '', name = ''] = /^(\w+)@(\d+)\/(\w+)$/.exec(template) ?? [];
    return workflows.get(key, Number(version)).notices[name]?.atOnce === true;
  };
  return {
    notOnce: [
      ...notices.flatMap((notice) => {
        const copies = arrived.get(notice.messageId)?.length ?? 0;
        const expected = notice.status === 'sent' ? 1 : 0;
        return copies === expected
          ? []
          : [`${nameOf(notice)}: ${notice.status}, arrived ${copies} times`];
      }),
      ...mails
        .filter(({ messageId }) => !known.has(messageId))
        .map(({ messageId, recipient }) => `${messageId} to ${recipient}: of no letter`),
    ],
    held: notices
      .filter(
        ({ id, status, releaseAt }) => status !== 'sent' && releaseAt <= until && !refused.has(id),
      )
      .map((notice) => `${nameOf(notice)}: ${notice.status}, ${notice.lastError ?? 'not tried'}`),
    outOfHours: mails.flatMap(({ messageId, at }) => {
      const notice = known.get(messageId);
      if (!notice || atOnce(notice) || count.isWorkingHour(at)) return [];
      return [`${nameOf(notice)}: left at ${at.toISOString()}`];
    }),
    duplicates: mails.length - arrived.size,
    refused,
  };
}

interface Facts {
  readonly workflows: WorkflowRegistry;
  readonly count: DayCount;
  readonly until: Date;
}

const nameOf = ({ template, cause, recipient }: Notice): string =>
  `${template} (${cause}) to ${recipient}`;
