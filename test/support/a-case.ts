import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { insertCases } from './case-row.js';

/**
 * Writes a case and all it hangs on, as bare as the constraints allow, for tests of what hangs on
 * a case. Tests of cases themselves file them through the engine.
 *
 * @returns the id of the case
 */
export async function aCase(database: DataSource): Promise<string> {
  const divisionCode = '450100';
  const unit = randomUUID();
  const organisation = randomUUID();
  const enterprise = randomUUID();
  const account = randomUUID();
  const id = randomUUID();
  const digits = randomUUID().replaceAll('-', '').slice(0, 12);
  const write = async (table: string, row: Readonly<Record<string, unknown>>) => {
    const slots = Object.keys(row).map((_, index) => `$${index + 1}`);
    await database.query(
      `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${slots.join(', ')})
       ON CONFLICT DO NOTHING`,
      Object.values(row),
    );
  };

  await write('divisions', {
    code: divisionCode,
    name_zh: '南宁市',
    name_en: 'Nanning',
    level: 'city',
  });
  await write('organisations', {
    id: organisation,
    name: '示例机构',
    division_code: divisionCode,
  });
  await write('units', {
    id: unit,
    organisation_id: organisation,
    name_zh: '示例处室',
    name_en: 'Sample unit',
    division_code: divisionCode,
    task: 'acceptance',
    roles: ['acceptor', 'acceptorHead'],
    kinds: ['promise'],
    position: 1,
  });
  await write('enterprises', {
    id: enterprise,
    uscc: `914501${digits.toUpperCase()}`,
    name: '示例企业',
    division_code: divisionCode,
  });
  await write('accounts', {
    id: account,
    email: `${digits}@enterprise.example`,
    password_hash: 'none',
    name: '示例企业',
    role: 'enterprise',
    language: 'zh-CN',
    enterprise_id: enterprise,
    status: 'active',
    created_at: new Date('2026-03-02T01:00:00Z'),
  });
  await insertCases(database.manager, [
    {
      id: id,
      kind: 'promise',
      enterpriseId: enterprise,
      filedBy: account,
      acceptorUnitId: unit,
      unitId: null,
      respondentType: 'government',
      divisionCode,
    },
  ]);
  return id;
}
