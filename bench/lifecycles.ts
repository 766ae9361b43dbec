import { demoDomain } from '../seeds/demo-accounts.js';
import { unitId } from '../seeds/reference-data.js';
import { workflows } from '../workflows/index.js';
import type { WorkflowDefinition } from '../src/definition/index.js';
import { anotherMatter } from '../test/support/complaints.js';

/** Something an account does to a case. */
export interface Act {
  readonly as: string;
  readonly type: string;
  readonly payload: object;
}

/** A case from its filing to the written reply. */
export interface Lifecycle {
  readonly kind: string;
  readonly filer: string;
  readonly complaint: object;
  readonly acts: readonly Act[];
}

const account = (name: string) => `${name}@${demoDomain}`;
const acceptor = (kind: string) => account(`acceptor.${kind}`);
const handler = (kind: string) => account(`handler.${kind}.450100`);
const head = (kind: string) => account(`head.${kind}.450100`);

/** The longest way without a detour: eight events of a promise, seven of arrears. */
export const lifecycles: readonly Lifecycle[] = [
  lifecycle('promise', unitId('450100', 'investment', 'promise-handling'), [
    ['complaint.check', acceptor],
    ['complaint.accept', acceptor],
    ['referral.send', acceptor],
    ['referral.sign', handler],
    ['extension.request', handler],
    ['extension.approve', head],
    ['result.submit', handler],
    ['reply.send', acceptor],
  ]),
  lifecycle('arrears', unitId('450100', 'industry', 'arrears-handling'), [
    ['complaint.accept', acceptor],
    ['referral.send', acceptor],
    ['referral.sign', handler],
    ['extension.request', handler],
    ['extension.approve', head],
    ['result.submit', handler],
    ['reply.send', handler],
  ]),
];

/** From filing to closing, on the enterprise's word and, of arrears, its money. */
export const wholeLives: readonly Lifecycle[] = [
  lifecycle('promise', unitId('450100', 'investment', 'promise-handling'), [
    ['complaint.accept', acceptor],
    ['referral.send', acceptor],
    ['referral.sign', handler],
    ['result.submit', handler],
    ['reply.send', acceptor],
    ['survey.answer', () => account('enterprise1')],
    ['case.close', acceptor],
  ]),
  lifecycle('arrears', unitId('450100', 'industry', 'arrears-handling'), [
    ['complaint.accept', acceptor],
    ['referral.send', acceptor],
    ['referral.sign', handler],
    ['result.submit', handler],
    ['reply.send', handler],
    ['survey.answer', () => account('enterprise1')],
    ['payment.record', () => account('enterprise1'), { on: '2026-04-15', amount: '1000000.00' }],
    ['interest.waive', () => account('enterprise1')],
    ['case.close', acceptor],
  ]),
];

/** Everybody who takes part. */
export const accounts = [
  ...new Set(
    [...lifecycles, ...wholeLives].flatMap(({ filer, acts }) => [
      filer,
      ...acts.map(({ as }) => as),
    ]),
  ),
];

function lifecycle(
  kind: string,
  unit: string,
  acts: readonly (readonly [type: string, by: (kind: string) => string, payload?: object])[],
): Lifecycle {
  const workflow = workflows.find(({ key }) => key === kind);
  if (!workflow) throw new Error(`There is no workflow ${kind}.`);
  return {
    kind,
    filer: account('enterprise1'),
    // Each time another one: the same matter is not taken twice.
    get complaint() {
      return { kind, ...anotherMatter(workflow.filing.example) };
    },
    acts: acts.map(([type, by, payload]) => ({
      as: by(kind),
      type,
      payload: payload ?? {
        ...exampleOf(workflow, type),
        ...(type === 'referral.send' && { unitId: unit }),
      },
    })),
  };
}

function exampleOf(workflow: WorkflowDefinition, type: string): object {
  const definition = workflow.events[type];
  if (!definition) throw new Error(`${type} is not an event of ${workflow.key}.`);
  return definition.example;
}
