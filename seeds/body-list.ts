import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Capacity, Role } from '../src/definition/index.js';
import type { UnitTask } from '../src/parties/unit.entity.js';

/** A unit as `bodies.yaml` describes it. */
export interface UnitEntry {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly task: UnitTask;
  readonly kinds: readonly string[];
  /** Whom to call; the hotline of the governments where it does not say. */
  readonly contact?: {
    readonly office?: string;
    readonly person?: string;
    readonly telephone?: string;
    readonly address?: string;
  };
  /** The roles that its officers may have, and no other. */
  readonly roles: readonly Role[];
  /** What the law calls its department by; nothing, when not given. */
  readonly capacities?: readonly Capacity[];
  /** Demonstration accounts: role → the part of the address before the `@`, of each account. */
  readonly accounts: Readonly<Partial<Record<Role, string | readonly string[]>>>;
}

/** An organisation as `bodies.yaml` describes it. */
export interface BodyEntry {
  readonly code: string;
  readonly name: string;
  /** The code of the body above it in the same division. */
  readonly below?: string;
  readonly units?: readonly UnitEntry[];
}

export interface DivisionEntry {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly level: string;
  readonly parentCode: string | null;
}

/** Divisions of Guangxi by GB/T 2260, parents first. */
export function readDivisions(): readonly DivisionEntry[] {
  const [, ...lines] = readSeed('divisions.csv').trim().split(/\r?\n/);
  return lines.map((line) => {
    const [code = '', nameZh = '', nameEn = '', level = '', parent = ''] = line.split(',');
    return { code, nameZh, nameEn, level, parentCode: parent || null };
  });
}

/** Every body with the division it belongs to, its placeholders filled in. */
export function readBodies(): readonly (BodyEntry & { readonly divisionCode: string })[] {
  const text = readSeed('bodies.yaml');
  return readDivisions()
    .filter((division) => division.level !== 'county')
    .flatMap(({ code, nameZh, nameEn, level }) => {
      const filled = text
        .replaceAll('{cityEn}', nameEn)
        .replaceAll('{city}', nameZh)
        .replaceAll('{division}', code);
      const { region, everyCity } = parse(filled) as Record<'region' | 'everyCity', BodyEntry[]>;
      const bodies = level === 'province' ? region : everyCity;
      return bodies.map((body) => ({ ...body, divisionCode: code }));
    });
}

function readSeed(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}
