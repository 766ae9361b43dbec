import { Incident } from '../../src/incidents/incident.entity.js';
import { seededPolicies } from '../../seeds/seeded-policies.js';
import type { PolicyOf, WorkflowDefinition } from '../../src/definition/index.js';
import type { Case } from '../../src/engine/case.entity.js';
import { Notice } from '../../src/notices/notice.entity.js';
import type { World } from '../world.js';
import { DayCount } from './day-count.js';
import { deliveriesOf } from './deliveries.js';
import { ofHearing } from './hearings.js';
import * as differences from './differences.js';
import { obligationsOf, rungsOf } from './obligations.js';
import { readRecords, type CaseRecords } from './records.js';
import { replay } from './replay.js';
import { ofTold } from './told-terms.js';

/** A rule that must hold of every case, and where it does not. */
export interface Invariant {
  readonly name: string;
  readonly broken: differences.Differences;
}

/** What the tables say after the simulation, and whether it is what must be. */
export interface Findings {
  readonly cases: number;
  readonly ended: number;
  readonly entries: number;
  readonly obligations: { readonly expected: number; readonly stored: number };
  readonly clocks: Readonly<Record<string, number>>;
  readonly mails: { readonly delivered: number; readonly duplicates: number };
  readonly letters: Readonly<Record<string, number>>;
  readonly invariants: readonly Invariant[];
}

/**
 * Tells every complaint anew from its history and holds against it what is stored and what arrived.
 * Of measures, which begin by what they are about, the chain of the history and the mail are held.
 */
export async function findingsOf(
  { manager, workflows, mail }: Pick<World, 'manager' | 'workflows' | 'mail'>,
  until: Date,
): Promise<Findings> {
  const count = new DayCount();
  const book = seededPolicies();
  const policiesFor =
    (workflow: WorkflowDefinition, { divisionCode, filedOn, filing }: Case): PolicyOf =>
    (clock) =>
      book.inForce({
        workflow: workflow.key,
        clock,
        divisionCode,
        filedOn,
        contractOn: workflow.filing.contractOn?.(filing as never) ?? null,
      });
  const all = await readRecords(manager);
  const workflowOf = ({ kind, workflowVersion }: Case) => workflows.get(kind, workflowVersion);
  const records = all.filter(({ record }) => workflowOf(record).filing.about === undefined);
  const divisionOf = new Map(
    (
      await manager.query<{ id: string; code: string }[]>(
        'SELECT id, division_code AS code FROM units',
      )
    ).map(({ id, code }) => [id, code]),
  );
  const found = new Map<string, string[]>(names.map((name) => [name, []]));
  const report = (name: (typeof names)[number], broken: differences.Differences) =>
    found.get(name)?.push(...broken);

  let expected = 0;
  for (const records_ of records) {
    const { record } = records_;
    const workflow = workflowOf(record);
    const policyOf = policiesFor(workflow, record);
    const told = replay(workflow, records_, count, policyOf);
    const ledger = { workflow, record, told, count, policyOf, divisionOf, until };
    const obligations = obligationsOf(ledger);
    const { rows, moments } = differences.ofObligations(records_, obligations);
    expected += obligations.length;
    report('obligations are those of the history', rows);
    report('obligations are recorded at their exact moment', moments);
    report(
      'the history leads to the stored state, and nothing follows the end',
      told.impossible.map((each) => `${record.number}: ${each}`),
    );
    report(
      'clocks are those of the history, due on the day of an independent count',
      differences.ofClocks(records_, told.chapters.at(-1)?.clocks ?? []),
    );
    report('no deadline lapses early or is forgotten', differences.ofLapses(ledger));
    report(
      'every stage fires once, at its moment',
      differences.ofStages(records_, rungsOf(ledger)),
    );
  }
  for (const each of all) {
    report('one generation of a clock runs at a time', differences.ofGenerations(each));
    report('nobody is late who was not told', ofTold(each));
    report('every history is an intact chain', differences.ofChain(each));
    report('nobody is sanctioned unheard', ofHearing(each));
  }

  const notices = await manager.find(Notice);
  const deliveries = deliveriesOf(notices, mail, { workflows, count, until });
  report('every letter arrives once', deliveries.notOnce);
  report('no letter is held back', deliveries.held);
  report('letters leave in working hours, but for those that leave at once', deliveries.outOfHours);
  const incidents = await manager.find(Incident);
  report(
    'nothing gets stuck but letters that were refused for good',
    incidents
      .filter(({ subject }) => !deliveries.refused.has(subject))
      // The outage is one incident, and over with the first letter that is taken.
      .filter(({ kind, resolvedAt }) => kind !== 'mailServer' || resolvedAt === null)
      .map(({ kind, subject, cause }) => `${kind} ${subject}: ${cause}`),
  );
  return {
    cases: records.length,
    ended: records.filter(({ record }) => record.endedAt !== null).length,
    entries: sum(records, ({ history }) => history.length),
    obligations: { expected, stored: sum(records, (each) => each.notices.length) },
    clocks: tally(records.flatMap(({ clocks }) => clocks.map(({ status }) => status))),
    mails: { delivered: mail.caught.length, duplicates: deliveries.duplicates },
    letters: tally(notices.map(({ status }) => status)),
    invariants: [...found].map(([name, broken]) => ({ name, broken })),
  };
}

const names = [
  'obligations are those of the history',
  'obligations are recorded at their exact moment',
  'the history leads to the stored state, and nothing follows the end',
  'clocks are those of the history, due on the day of an independent count',
  'no deadline lapses early or is forgotten',
  'every stage fires once, at its moment',
  'one generation of a clock runs at a time',
  'nobody is late who was not told',
  'every history is an intact chain',
  'nobody is sanctioned unheard',
  'every letter arrives once',
  'no letter is held back',
  'letters leave in working hours, but for those that leave at once',
  'nothing gets stuck but letters that were refused for good',
] as const;

function sum(records: readonly CaseRecords[], of: (records: CaseRecords) => number): number {
  return records.reduce((total, each) => total + of(each), 0);
}

function tally(values: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
