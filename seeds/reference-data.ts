import type { EntityManager } from 'typeorm';
import { plainName } from '../src/parties/organisation-name.js';
import { readBodies, readDivisions } from './body-list.js';
import { seededId } from './ids.js';
import { sow, type SownTable } from './sow.js';

/** 政务服务便民热线, which leads to every government. */
const HOTLINE = '12345';

const divisions: SownTable = {
  name: 'divisions',
  key: 'code',
  columns: ['code', 'name_zh', 'name_en', 'level', 'parent_code'],
};

const organisations: SownTable = {
  name: 'organisations',
  key: 'id',
  columns: ['id', 'name', 'division_code', 'parent_id'],
};

const contact = ['contact_office', 'contact_person', 'telephone', 'address'];

const units: SownTable = {
  name: 'units',
  key: 'id',
  columns: [
    ...['id', 'organisation_id', 'name_zh', 'name_en', 'division_code', 'task', 'roles', 'kinds'],
    ...['capacities', 'position', ...contact],
  ],
  kept: { columns: contact, where: 'units.contact_changed_at IS NOT NULL' },
};

/** What the package says of each row, by the names of its columns. */
export interface ReferenceData {
  readonly divisions: readonly object[];
  readonly organisations: readonly object[];
  readonly units: readonly object[];
}

/** Divisions, organisations and units, one statement each; what was corrected here stays. */
export async function seedReferenceData(
  tx: EntityManager,
  data: ReferenceData = readReferenceData(),
): Promise<void> {
  await sow(tx, divisions, data.divisions);
  await sow(tx, organisations, data.organisations);
  await sow(tx, units, data.units);
}

export function readReferenceData(): ReferenceData {
  const bodies = readBodies();
  return {
    divisions: readDivisions().map(({ code, nameZh, nameEn, level, parentCode }) => ({
      code,
      name_zh: nameZh,
      name_en: nameEn,
      level,
      parent_code: parentCode,
    })),
    organisations: bodies.map(({ code, name, below, divisionCode }) => ({
      id: organisationId(divisionCode, code),
      name: plainName(name),
      division_code: divisionCode,
      parent_id: below === undefined ? null : organisationId(divisionCode, below),
    })),
    units: bodies.flatMap(({ code, divisionCode, units = [] }, position) =>
      units.map((unit) => ({
        id: unitId(divisionCode, code, unit.code),
        organisation_id: organisationId(divisionCode, code),
        name_zh: unit.name,
        name_en: unit.nameEn,
        division_code: divisionCode,
        task: unit.task,
        roles: unit.roles,
        kinds: unit.kinds,
        capacities: unit.capacities ?? [],
        position,
        contact_office: unit.contact?.office ?? null,
        contact_person: unit.contact?.person ?? null,
        telephone: unit.contact?.telephone ?? HOTLINE,
        address: unit.contact?.address ?? null,
      })),
    ),
  };
}

/** The id of a seeded organisation: `organisationId('450100', 'finance')`. */
export function organisationId(divisionCode: string, code: string): string {
  return seededId('organisation', `${divisionCode}/${code}`);
}

/** The id of a seeded unit: `unitId('450100', 'finance', 'arrears-handling')`. */
export function unitId(divisionCode: string, body: string, code: string): string {
  return seededId('unit', `${divisionCode}/${body}/${code}`);
}
