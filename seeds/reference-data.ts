import type { EntityManager } from 'typeorm';
import { plainName } from '../src/parties/organisation-name.js';
import { readBodies, readDivisions } from './body-list.js';
import { seededId } from './ids.js';

/** 政务服务便民热线, which leads to every government. */
const HOTLINE = '12345';

/** Divisions, organisations and units, one statement each; what is there is brought up to date. */
export async function seedReferenceData(tx: EntityManager): Promise<void> {
  const bodies = readBodies();
  await tx.query(
    `INSERT INTO divisions (code, name_zh, name_en, level, parent_code)
     SELECT code, "nameZh", "nameEn", level, "parentCode" FROM jsonb_to_recordset($1::jsonb)
         AS row (code text, "nameZh" text, "nameEn" text, level text, "parentCode" text)
     ON CONFLICT (code) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en,
       level = excluded.level, parent_code = excluded.parent_code`,
    [JSON.stringify(readDivisions())],
  );
  const organisations = bodies.map(({ code, name, below, divisionCode }) => ({
    id: organisationId(divisionCode, code),
    name: plainName(name),
    divisionCode,
    parentId: below === undefined ? null : organisationId(divisionCode, below),
  }));
  await tx.query(
    `INSERT INTO organisations (id, name, division_code, parent_id)
     SELECT id, name, "divisionCode", "parentId"
       FROM jsonb_to_recordset($1::jsonb)
         AS row (id uuid, name text, "divisionCode" text, "parentId" uuid)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name,
       division_code = excluded.division_code, parent_id = excluded.parent_id`,
    [JSON.stringify(organisations)],
  );
  const units = bodies.flatMap(({ code, divisionCode, units = [] }, position) =>
    units.map((unit) => ({
      id: unitId(divisionCode, code, unit.code),
      organisationId: organisationId(divisionCode, code),
      nameZh: unit.name,
      nameEn: unit.nameEn,
      divisionCode,
      task: unit.task,
      roles: unit.roles,
      kinds: unit.kinds,
      capacities: unit.capacities ?? [],
      position,
      contactOffice: unit.contact?.office ?? null,
      contactPerson: unit.contact?.person ?? null,
      telephone: unit.contact?.telephone ?? HOTLINE,
      address: unit.contact?.address ?? null,
    })),
  );
  await tx.query(
    `INSERT INTO units
       (id, organisation_id, name_zh, name_en, division_code, task, roles, kinds,
        capacities, position, contact_office, contact_person, telephone, address)
     SELECT id, "organisationId", "nameZh", "nameEn", "divisionCode", task, roles, kinds,
            capacities, position, "contactOffice", "contactPerson", telephone, address
       FROM jsonb_to_recordset($1::jsonb)
         AS row (id uuid, "organisationId" uuid, "nameZh" text, "nameEn" text,
                 "divisionCode" text, task text, roles text[], kinds text[],
                 capacities text[], position integer,
                 "contactOffice" text, "contactPerson" text, telephone text, address text)
     ON CONFLICT (id) DO UPDATE SET organisation_id = excluded.organisation_id,
       name_zh = excluded.name_zh, name_en = excluded.name_en,
       division_code = excluded.division_code, task = excluded.task, roles = excluded.roles, kinds = excluded.kinds,
       capacities = excluded.capacities, position = excluded.position,
       contact_office = CASE WHEN units.contact_changed_at IS NULL THEN excluded.contact_office
                             ELSE units.contact_office END,
       contact_person = CASE WHEN units.contact_changed_at IS NULL THEN excluded.contact_person
                             ELSE units.contact_person END,
       telephone = CASE WHEN units.contact_changed_at IS NULL THEN excluded.telephone
                        ELSE units.telephone END,
       address = CASE WHEN units.contact_changed_at IS NULL THEN excluded.address
                      ELSE units.address END`,
    [JSON.stringify(units)],
  );
}

/** The id of a seeded organisation: `organisationId('450100', 'finance')`. */
export function organisationId(divisionCode: string, code: string): string {
  return seededId('organisation', `${divisionCode}/${code}`);
}

/** The id of a seeded unit: `unitId('450100', 'finance', 'arrears-handling')`. */
export function unitId(divisionCode: string, body: string, code: string): string {
  return seededId('unit', `${divisionCode}/${body}/${code}`);
}
