import type { EntityManager } from 'typeorm';
import { demoDomain } from '../src/config/demo-domain.js';
import type { Locale, Role } from '../src/definition/index.js';
import { hashPassword } from '../src/identity/password.js';
import { readBodies } from './body-list.js';
import { seededId } from './ids.js';
import { unitId } from './reference-data.js';

export { demoDomain };
export const demoPassword = 'Qingnuo-demo-1';

/** An account of the demonstration. */
export interface DemoAccount {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly language: Locale;
  readonly unitId: string | null;
  readonly enterpriseId: string | null;
}

/** Officers are called by their office; nobody is invented. */
const offices: Readonly<Partial<Record<Role, string>>> = {
  acceptor: '受理',
  acceptorHead: '负责人',
  handler: '经办',
  handlerHead: '负责人',
  supervisor: '督查',
  stateAssets: '国资监管',
  auditor: '审计',
  creditOfficer: '信用',
  observer: '观察',
  admin: '管理员',
  securityAuditor: '安全审计',
};

/** Made up; the demonstration calls nobody. */
const DEMO_PHONE = '0771-5550100';

const enterprises = [
  {
    account: 'enterprise1',
    uscc: '91450100MA0TEXT013',
    name: '南宁示例装备制造有限公司',
    divisionCode: '450100',
    language: 'zh-CN',
    contactPerson: '法务部',
  },
  {
    account: 'enterprise2',
    uscc: '91451400MA0TEXT149',
    name: 'Chongzuo Sample Trading Co., Ltd.',
    divisionCode: '451400',
    language: 'en',
    contactPerson: 'Legal department',
  },
] as const;

/** Every account of the demonstration, the enterprises first. */
export function demoAccounts(): readonly DemoAccount[] {
  const owners = enterprises.map(({ account, uscc, name, language }) =>
    demoAccount({
      email: `${account}@${demoDomain}`,
      name,
      role: 'enterprise',
      language,
      unitId: null,
      enterpriseId: seededId('enterprise', uscc),
    }),
  );
  const officers = readBodies().flatMap(({ code, divisionCode, units = [] }) =>
    units.flatMap((unit) =>
      (Object.entries(unit.accounts) as [Role, string | readonly string[]][]).flatMap(
        ([role, named]) =>
          [named].flat().map((account, index) =>
            demoAccount({
              email: `${account}@${demoDomain}`,
              name: `${unit.name} ${offices[role] ?? role}${index === 0 ? '' : index + 1}`,
              role,
              language: 'zh-CN',
              unitId: unitId(divisionCode, code, unit.code),
              enterpriseId: null,
            }),
          ),
      ),
    ),
  );
  return [...owners, ...officers];
}

/** Creates the accounts that are missing; they share one hash, which is what takes time. */
export async function seedDemoAccounts(tx: EntityManager, at: Date): Promise<void> {
  await seedEnterprises(tx, at);
  const accounts = demoAccounts();
  const present = await tx.query<{ email: string }[]>(
    'SELECT email FROM accounts WHERE email = ANY($1)',
    [accounts.map(({ email }) => email)],
  );
  const known = new Set(present.map(({ email }) => email));
  const missing = accounts.filter(({ email }) => !known.has(email));
  if (missing.length === 0) return;

  await tx.query(
    `INSERT INTO accounts
       (id, email, password_hash, name, role, language, unit_id, enterprise_id, status, created_at)
     SELECT id, email, $2, name, role, language, "unitId", "enterpriseId", 'active', $3
       FROM jsonb_to_recordset($1::jsonb)
         AS row (id uuid, email text, name text, role text, language text,
                 "unitId" uuid, "enterpriseId" uuid)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(missing), await hashPassword(demoPassword), at],
  );
}

function demoAccount(account: Omit<DemoAccount, 'id'>): DemoAccount {
  return { id: seededId('account', account.email), ...account };
}

/** Those of a demonstration of before have nobody yet who speaks for them. */
async function seedEnterprises(tx: EntityManager, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO enterprises (id, uscc, name, division_code, confirmed_at, contact_person,
                              contact_phone)
     SELECT id, uscc, name, "divisionCode", $2, "contactPerson", $3
       FROM jsonb_to_recordset($1::jsonb)
         AS row (id uuid, uscc text, name text, "divisionCode" text, "contactPerson" text)
     ON CONFLICT (id) DO UPDATE SET
       confirmed_at = coalesce(enterprises.confirmed_at, $2),
       contact_person = coalesce(enterprises.contact_person, excluded.contact_person),
       contact_phone = coalesce(enterprises.contact_phone, excluded.contact_phone)`,
    [
      JSON.stringify(
        enterprises.map((each) => ({ ...each, id: seededId('enterprise', each.uscc) })),
      ),
      at,
      DEMO_PHONE,
    ],
  );
}
