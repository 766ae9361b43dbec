/** A letter that the database holds, in the end. */
export interface StoredLetter {
  /** Case, cause, template and recipient: what is owed. */
  readonly obligation: string;
  readonly messageId: string;
  readonly status: string;
  readonly attempts: number;
}

/** One process from its start to its end; letters by their Message-IDs. */
export interface Life {
  readonly ending: 'SIGKILL' | 'SIGTERM';
  /** What the mail server took from it. */
  readonly taken: readonly string[];
  /** What had been tried and had no answer recorded, by anybody, when the process was dead. */
  readonly unrecorded: ReadonlySet<string>;
}

/** Everything that a run of several processes left behind. */
export interface DeliveryRecord {
  /** What must be owed, worked out elsewhere. */
  readonly owed: readonly string[];
  readonly stored: readonly StoredLetter[];
  readonly lives: readonly Life[];
}

/** Deliveries of one process at a time, and so the most that one kill can leave unrecorded. */
const LANES = 8;

/**
 * What is wrong with a run, a sentence each: an obligation that is missing, stored twice or not
 * owed; a letter that the mail server never took; and a letter that it took twice, unless the
 * process that handed it over first was killed before it recorded the answer.
 */
export function faultsOf({ owed, stored, lives }: DeliveryRecord): readonly string[] {
  const obligations = countOf(stored.map(({ obligation }) => obligation));
  const takenBy = new Map(stored.map(({ messageId }) => [messageId, [] as Life[]]));
  const strangers: string[] = [];
  for (const life of lives) {
    for (const messageId of life.taken) {
      const takers = takenBy.get(messageId);
      if (takers) takers.push(life);
      else strangers.push(messageId);
    }
  }
  const expected = new Set(owed);
  const unanswered = new Map<Life, number>();
  const faults = [
    ...owed.filter((one) => !obligations.has(one)).map((one) => `missing: ${one}`),
    ...[...obligations].filter(([, count]) => count > 1).map(([one]) => `stored twice: ${one}`),
    ...[...obligations.keys()].filter((one) => !expected.has(one)).map((one) => `not owed: ${one}`),
    ...strangers.map((messageId) => `sent but not stored: ${messageId}`),
  ];
  for (const { messageId, status, attempts } of stored) {
    const takers = takenBy.get(messageId) ?? [];
    const earlier = takers.slice(0, -1);
    if (status !== 'sent') faults.push(`not recorded as sent: ${messageId}`);
    if (takers.length === 0) faults.push(`never taken: ${messageId}`);
    if (attempts < takers.length) faults.push(`sent without a claim: ${messageId}`);
    for (const life of earlier) {
      if (life.ending !== 'SIGKILL') faults.push(`doubled without a kill: ${messageId}`);
      else if (!life.unrecorded.has(messageId)) faults.push(`recorded, and doubled: ${messageId}`);
      unanswered.set(life, (unanswered.get(life) ?? 0) + 1);
    }
  }
  for (const count of unanswered.values()) {
    if (count > LANES) faults.push(`${count} letters doubled by one kill`);
  }
  return faults;
}

/** How many mails the server took beyond one for each letter. */
export function duplicatesIn({ stored, lives }: DeliveryRecord): number {
  return lives.reduce((sum, { taken }) => sum + taken.length, 0) - stored.length;
}

function countOf(items: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
