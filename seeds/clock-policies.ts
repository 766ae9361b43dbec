import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { overlapOf, problemsOfPolicy, type PolicyContent } from '../src/policies/check-policy.js';
import type { ClockPolicyRow } from '../src/policies/clock-policy.entity.js';
import { rowOf } from '../src/policies/policies.js';
import { keyOf } from '../src/policies/policy-book.js';
import { addDays } from '../src/kernel/business-date.js';
import { lockRules, raiseRevision } from '../src/store/rule-revision.js';
import { readClockPolicies } from './clock-policy-list.js';

const REASON = 'clock-policies.yaml';

/** In SQL, because the seeds also run where no entity is known (`npm run create-admin`). */
const columns = {
  id: 'text',
  workflow: 'text',
  clock: 'text',
  division_code: 'text',
  version: 'integer',
  value: 'integer',
  unit: 'text',
  start_rule: 'text',
  roll_rule: 'text',
  follows: 'text',
  ladder: 'jsonb',
  cap: 'integer',
  pause: 'jsonb',
  basis: 'jsonb',
  effective_from: 'date',
  effective_to: 'date',
  origin: 'text',
  reason: 'text',
  made_by: 'uuid',
  made_at: 'timestamptz',
  end_reason: 'text',
};
const types = Object.values(columns);
/** `"divisionCode"` for `division_code`. */
const properties = Object.keys(columns).map(
  (name) => `"${name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())}"`,
);
const selection = Object.keys(columns)
  .map((name, i) => `${name} AS ${properties[i] ?? name}`)
  .join(', ');

/**
 * Adds what the file has and the table has not. Rows are never changed: one that the file now tells
 * otherwise stops the start with a sentence. Where an administrator's version holds on the same
 * days, that one stays and the file's row is left out.
 */
export async function seedClockPolicies(
  tx: EntityManager,
  at: Date,
  entries = readClockPolicies(),
): Promise<void> {
  const present = () => tx.query<ClockPolicyRow[]>(`SELECT ${selection} FROM clock_policies`);
  if (missing(await present(), entries).length === 0) return;
  await lockRules(tx);
  const stored = await present();
  const added: ClockPolicyRow[] = [];
  for (const entry of missing(stored, entries)) {
    const row = await place(tx, entry, [...stored, ...added], at);
    if (row) added.push(row);
  }
  if (added.length === 0) return;
  await tx.query(
    `INSERT INTO clock_policies (${Object.keys(columns).join(', ')})
     SELECT ${properties.join(', ')} FROM jsonb_to_recordset($1::jsonb)
         AS row (${properties.map((name, i) => `${name} ${types[i] ?? ''}`).join(', ')})`,
    [JSON.stringify(added)],
  );
  await raiseRevision(tx);
}

function missing(
  stored: readonly ClockPolicyRow[],
  entries: readonly PolicyContent[],
): readonly PolicyContent[] {
  return entries.filter((entry) => standing(stored, entry) === null);
}

/** The row to add, after ending the one that it follows; null where another stands in its place. */
async function place(
  tx: EntityManager,
  entry: PolicyContent,
  all: readonly ClockPolicyRow[],
  at: Date,
): Promise<ClockPolicyRow | null> {
  const [problem] = problemsOfPolicy(entry);
  if (problem) throw new Error(`clock-policies.yaml: ${keyOf(entry)}: ${problem.message}`);
  const others = all.filter((other) => keyOf(other) === keyOf(entry));
  const effectiveTo = addDays(entry.effectiveFrom, -1);
  const before = others.find(
    (other) =>
      other.origin === 'seed' &&
      other.effectiveTo === null &&
      other.effectiveFrom < entry.effectiveFrom,
  );
  const ended = others.map((other) => (other === before ? { ...other, effectiveTo } : other));
  if (overlapOf(entry, ended).length > 0) return null;
  if (before) {
    const ending = 'UPDATE clock_policies SET effective_to = $2, end_reason = $3 WHERE id = $1';
    await tx.query(ending, [before.id, effectiveTo, REASON]);
  }
  return rowOf(entry, others, 'seed', { by: null, at, reason: REASON });
}

/** The row of the file, as it is stored; null when it is not there yet. */
function standing(stored: readonly ClockPolicyRow[], entry: PolicyContent): ClockPolicyRow | null {
  const row = stored.find(
    (other) =>
      other.origin === 'seed' &&
      keyOf(other) === keyOf(entry) &&
      other.effectiveFrom === entry.effectiveFrom,
  );
  if (!row) return null;
  const said = (content: PolicyContent) => {
    const { value, unit, startRule, rollRule, follows, ladder, cap, pause, basis } = content;
    return JSON.parse(
      JSON.stringify({ value, unit, startRule, rollRule, follows, ladder, cap, pause, basis }),
    ) as unknown;
  };
  if (isDeepStrictEqual(said(row), said(entry))) return row;
  throw new Error(
    `clock-policies.yaml: ${keyOf(entry)} from ${entry.effectiveFrom} says something else than ${row.id}, by which cases were counted. Leave that row as it was, and add one with a later "from".`,
  );
}
