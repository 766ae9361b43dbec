import { describe, expect, it } from '@jest/globals';
import { workflows } from '../../workflows/index.js';
import { chartOf, withDescendants } from '../definition/chart.js';
import { systemActor, type WorkflowDefinition } from '../definition/index.js';
import { OwnerReading } from '../identity/owner-reading.js';
import type { WriteBatch } from '../store/write-batch.js';
import type { Case } from './case.entity.js';
import { CaseFeed } from './case-feed.js';
import { FeedEvent } from './feed-event.entity.js';
import type { HistoryEntry } from './history-entry.entity.js';
import { WorkflowRegistry } from './workflow-registry.js';

const at = new Date('2026-09-18T02:00:00Z');
const feed = new CaseFeed(new WorkflowRegistry(workflows), new OwnerReading());
const secret = '只有机关知道的字';

/** What the feed writes of an entry, in a case of an enterprise or of the authorities. */
function told(workflow: WorkflowDefinition, event: string, enterpriseId: string | null = 'e') {
  const rows: FeedEvent[] = [];
  let webhooks = '';
  const batch = {
    insert: (entity: unknown, some: FeedEvent[]) =>
      entity === FeedEvent ? rows.push(...some) : (webhooks = JSON.stringify(some)),
  };
  const state = withDescendants(chartOf(workflow.machine)).find(({ meta }) => meta)!.key;
  const { key: kind, version: workflowVersion } = workflow;
  const offices = { issuer: 'supervisor', approver: 'supervisor' };
  const snapshot = { context: { offices, note: secret } };
  const record = { id: 'c', kind, workflowVersion, enterpriseId, state, snapshot };
  const entry = {
    seq: 3,
    event,
    payload: { note: secret },
    actor: systemActor,
    toState: state,
    at,
  };
  feed.put(
    batch as unknown as WriteBatch,
    [
      {
        record: record as unknown as Case,
        clocks: [],
        entry: entry as unknown as HistoryEntry,
      },
    ],
    at,
  );
  // Whatever a webhook tells is in the feed as well.
  for (const each of rows) expect(webhooks).toContain(each.id);
  expect(webhooks).not.toContain(secret);
  return rows;
}

const timers = (workflow: WorkflowDefinition) =>
  Object.keys(workflow.clocks).map((name) => `xstate.after.${name}.@1`);

describe.each(
  workflows.map((workflow) => ({ name: `${workflow.key}@${workflow.version}`, workflow })),
)('the feed of $name', ({ workflow }) => {
  const all = [...Object.keys(workflow.events), ...timers(workflow)];

  it('tells of each event by a public name, and of none that is hidden from the enterprise', () => {
    for (const event of all) {
      const rows = told(workflow, event);
      const isHidden = workflow.events[event]?.hiddenFromEnterprise === true;
      expect(rows).toHaveLength(isHidden ? 0 : 1);
      if (!isHidden) expect(rows[0]?.type).toMatch(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/);
    }
  });

  it('holds nothing of what was written', () => {
    const rows = all.flatMap((event) => told(workflow, event));
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(JSON.stringify(rows)).not.toContain('xstate');
  });

  it('says nothing of what the authorities do among themselves', () => {
    expect(all.flatMap((event) => told(workflow, event, null))).toEqual([]);
  });
});

it('some event is hidden, so that this shows something', () => {
  const events = workflows.flatMap((workflow) => Object.values(workflow.events));
  expect(events.some(({ hiddenFromEnterprise }) => hiddenFromEnterprise)).toBe(true);
});
