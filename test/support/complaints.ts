import { arrearsFiling } from '../../workflows/arrears/arrears.filing.js';
import { promiseFiling } from '../../workflows/promise/promise.filing.js';

/** A lawful complaint of each kind, as a client sends it. */
export const aPromise = { kind: 'promise', ...promiseFiling.example };
export const anArrears = { kind: 'arrears', ...arrearsFiling.example };

/** The filing of a debt older than the Regulations: overdue on every day that a test may choose. */
export const oldDebt = {
  ...arrearsFiling.example,
  contract: { ...arrearsFiling.example.contract, signedOn: '2018-01-10' },
  claim: { items: [{ amount: '1000000.00', triggeredOn: '2018-06-01' }], payments: [] },
};

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
