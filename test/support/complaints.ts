import type { WorkflowDefinition } from '../../src/definition/index.js';
import { arrearsFiling } from '../../workflows/arrears/arrears.filing.js';
import { promiseFiling } from '../../workflows/promise/promise.filing.js';

/** Tests file the same again and again, each time as another matter. */
const sameMatterReason = '同一合同项下的另一批次。';

/** So large that many complaints are within it. */
const contract = { ...arrearsFiling.example.contract, amount: '9000000000.00' };

/** A lawful complaint of each kind, as a client sends it; it may be filed many times. */
export const aPromise = { kind: 'promise', ...promiseFiling.example, sameMatterReason };
export const anArrears = { kind: 'arrears', ...arrearsFiling.example, contract, sameMatterReason };

/** The filing of a debt older than the Regulations: overdue on every day that a test may choose. */
export const oldDebt = {
  ...arrearsFiling.example,
  sameMatterReason,
  contract: { ...contract, signedOn: '2018-01-10' },
  claim: { items: [{ amount: '1000000.00', triggeredOn: '2018-06-01' }], payments: [] },
};

/** The filing of a kind as its workflow gives it; of a complaint one that may be filed many times. */
export function exampleOf({ key, filing }: WorkflowDefinition): object {
  const complaint = [aPromise, anArrears].find(({ kind }) => kind === key);
  if (!complaint) return filing.example;
  const { kind: _, ...example } = complaint;
  return example;
}

let filed = 0;

/** The same with a contract or document of its own, as each complaint of many has. */
export function anotherMatter<Complaint extends object>(complaint: Complaint): Complaint {
  filed += 1;
  const copy = structuredClone(complaint) as {
    contract?: { number: string };
    promise?: { documentNumber?: string };
  };
  const number = `${process.pid}-${filed}`;
  if (copy.contract) copy.contract.number = number;
  if (copy.promise) copy.promise.documentNumber = number;
  return copy as Complaint;
}

/** A change of a complaint at a path: `with(aPromise, 'promise.amount', '1.000')`. */
export function changed(complaint: object, path: string, value: unknown): object {
  const copy = structuredClone(complaint) as Record<string, unknown>;
  const keys = path.replaceAll(/\[(\d+)\]/g, '.$1').split('.');
  const last = keys.pop() ?? '';
  let part = copy;
  for (const key of keys) part = part[key] as Record<string, unknown>;
  part[last] = value;
  return copy;
}
