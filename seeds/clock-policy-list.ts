import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type {
  Label,
  LadderPlan,
  LegalBasis,
  PausePolicy,
  PolicyUnit,
  RollRule,
  StartRule,
  Governing,
} from '../src/definition/index.js';
import { isBusinessDate } from '../src/kernel/business-date.js';
import type { PolicyContent } from '../src/policies/check-policy.js';
import * as instruments from '../workflows/acts/instruments.js';

/** A row as `clock-policies.yaml` has it. */
interface PolicyEntry {
  readonly value?: number;
  readonly unit: PolicyUnit;
  readonly law?: string;
  readonly after?: string;
  readonly article?: string;
  readonly cap?: number;
  readonly ladder?: string;
  readonly pause?: { readonly mostDays: number; readonly grounds: Readonly<Record<string, Label>> };
  readonly start?: StartRule;
  readonly roll?: RollRule;
  readonly follows?: Governing;
  readonly division?: string;
  readonly from?: string;
  readonly to?: string;
}

interface PolicyFile {
  readonly ladders: Readonly<Record<string, Partial<LadderPlan>>>;
  readonly policies: Readonly<
    Record<string, Readonly<Record<string, PolicyEntry | readonly PolicyEntry[]>>>
  >;
}

const fields = new Set(
  'value unit law after article cap ladder pause start roll follows division from to'.split(' '),
);

/** Since when the platform's own values hold, unless a row says it. */
const FROM = '2021-01-01';

/**
 * Every policy of the file.
 *
 * @throws Error naming the row and what is wrong with it
 */
export function readClockPolicies(
  text = readFileSync(new URL('clock-policies.yaml', import.meta.url), 'utf8'),
): readonly PolicyContent[] {
  const { ladders, policies } = parse(text) as PolicyFile;
  return Object.entries(policies).flatMap(([workflow, clocks]) =>
    Object.entries(clocks).flatMap(([clock, rows]) =>
      [rows].flat().map((row) => contentOf(workflow, clock, row, ladders)),
    ),
  );
}

function contentOf(
  workflow: string,
  clock: string,
  row: PolicyEntry,
  ladders: PolicyFile['ladders'],
): PolicyContent {
  const fail = (why: string) => new Error(`clock-policies.yaml: ${workflow}.${clock}: ${why}`);
  const unknown = Object.keys(row).find((field) => !fields.has(field));
  if (unknown !== undefined) throw fail(`there is no field ${unknown}`);
  const ladder = row.ladder === undefined ? {} : ladders[row.ladder];
  if (!ladder) throw fail(`there is no ladder ${String(row.ladder)}`);
  const effectiveFrom = row.from ?? FROM;
  const effectiveTo = row.to ?? null;
  for (const date of [effectiveFrom, effectiveTo ?? FROM]) {
    if (!isBusinessDate(date)) throw fail(`${date} is no day`);
  }
  return {
    workflow,
    clock,
    divisionCode: row.division ?? null,
    value: row.value ?? 0,
    unit: row.unit,
    startRule: row.start ?? 'dayAfterEvent',
    rollRule: row.roll ?? 'nextWorkingDay',
    follows: row.follows ?? 'filing',
    ladder: { near: [], passed: [], longPassed: [], ...ladder },
    cap: row.cap ?? null,
    pause: pauseOf(row),
    basis: basisOf(row, fail),
    effectiveFrom,
    effectiveTo,
  };
}

function pauseOf({ pause }: PolicyEntry): PausePolicy | null {
  if (!pause) return null;
  const grounds = Object.entries(pause.grounds).map(([code, label]) => ({ code, label }));
  return { grounds, mostDays: pause.mostDays };
}

function basisOf({ law, after, article }: PolicyEntry, fail: (why: string) => Error): LegalBasis {
  if (law !== undefined && after !== undefined) throw fail('it has either law or after');
  const name = law ?? after;
  if (name === undefined) return instruments.policy;
  const instrument = (instruments as Readonly<Record<string, unknown>>)[name];
  if (typeof instrument !== 'object' || instrument === null || !('name' in instrument)) {
    throw fail(`there is no instrument ${name} in workflows/acts/instruments.ts`);
  }
  const known = instrument as Parameters<typeof instruments.law>[0];
  return law === undefined
    ? instruments.policyAfter(known, article)
    : instruments.law(known, article);
}
