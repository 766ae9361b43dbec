import type { PolicyOf } from '../src/definition/index.js';
import { PolicyBook, keyOf } from '../src/policies/policy-book.js';
import { readClockPolicies } from './clock-policy-list.js';

/** Later than any day on which a version of the file ends. */
const FURTHER_NOTICE = '9999-12-31';

/** The policies of the file without a database, for the documentation and for specs. */
export function seededPolicies(entries = readClockPolicies()): PolicyBook {
  const versions = new Map<string, number>();
  return new PolicyBook(
    entries.map((entry) => {
      const version = (versions.get(keyOf(entry)) ?? 0) + 1;
      versions.set(keyOf(entry), version);
      return { ...entry, version, id: `${keyOf(entry)}@${version}` };
    }),
  );
}

/** What holds of a workflow until further notice. */
export function seededPolicyOf(workflow: string, book = seededPolicies()): PolicyOf {
  return (clock) => book.current(workflow, clock, FURTHER_NOTICE);
}
