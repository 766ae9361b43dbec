import { demoAccounts, type DemoAccount } from '../seeds/demo-accounts.js';
import { unitId } from '../seeds/reference-data.js';
import type { Actor } from '../src/definition/index.js';
import type { Case } from '../src/engine/case.entity.js';

/** Roles that act for the unit to which the case belongs on their side. */
const sides: Readonly<Record<string, (record: Case) => readonly (string | null)[]>> = {
  acceptor: ({ acceptorUnitId }) => [acceptorUnitId],
  acceptorHead: ({ acceptorUnitId }) => [acceptorUnitId],
  handler: ({ unitId, coUnitIds }) => [unitId, ...coUnitIds],
  handlerHead: ({ unitId, coUnitIds }) => [unitId, ...coUnitIds],
};

const accounts = demoAccounts();

export const enterprises = accounts.filter(({ role }) => role === 'enterprise');

/** Units whose officers handle cases of a kind; the demonstration's addresses name it. */
export function handlingUnits(kind: string): readonly string[] {
  const handlers = accounts.filter(
    ({ role, email }) => role === 'handler' && email.includes(`.${kind}.`),
  );
  return [...new Set(handlers.flatMap(({ unitId }) => unitId ?? []))];
}

/** SME departments in charge of a city: its own, and the region's. */
export function smeDepartments(cityCode: string): readonly string[] {
  return [cityCode, '450000'].map((code) => unitId(code, 'industry', 'arrears-handling'));
}

/** Officers of a unit. */
export function officersOf(unitId: string | null): readonly DemoAccount[] {
  return accounts.filter((account) => unitId !== null && account.unitId === unitId);
}

/** Everybody who may have a say in a case. */
export function castOf(record: Case): readonly Actor[] {
  return accounts.filter((account) => takesPart(account, record)).map(actorOf);
}

function takesPart({ id, role, unitId }: DemoAccount, record: Case): boolean {
  if (role === 'enterprise') return id === record.filedBy;
  return sides[role]?.(record).includes(unitId) ?? role !== 'admin';
}

export function actorOf({ role, id, unitId, name }: DemoAccount): Actor & { accountId: string } {
  return { role, accountId: id, unitId, name };
}
