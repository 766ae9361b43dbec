import { demoAccounts } from '../../seeds/demo-accounts.js';
import type { CaseContext, Party } from '../../src/definition/index.js';
import type { Case } from '../../src/engine/case.entity.js';

/** A party of a letter, with the units and officers of the case when it was owed. */
export interface Reading {
  readonly party: Party;
  readonly record: Pick<Case, 'filedBy' | 'acceptorUnitId' | 'cityCode'>;
  readonly unitId: string | null;
  readonly coUnitIds: readonly string[];
  readonly officers: CaseContext['officers'];
  /** The respondent's, as it was confirmed by then. */
  readonly address: string | null;
}

const accounts = demoAccounts();

const REGION = '450000';

/** Addresses of everybody who must get a letter to the party; nobody is on leave in a simulation. */
export function readersOf(
  reading: Reading,
  divisionOf: ReadonlyMap<string, string>,
): readonly string[] {
  const { party, record, officers, address } = reading;
  if (party === 'respondent') return address === null ? [] : [address];
  if (party === 'enterprise') return addresses(({ id }) => id === record.filedBy);
  const units = unitsOf(reading, divisionOf);
  const ofUnit = (unitId: string | null) => unitId !== null && units.includes(unitId);
  const onDesk = party === 'acceptor' || party === 'handler' ? officers[party] : null;
  const officer = addresses(({ id, unitId }) => id === onDesk && ofUnit(unitId));
  const role = party.replace(/^coHandler/, 'handler');
  return officer.length > 0
    ? officer
    : addresses((account) => account.role === role && ofUnit(account.unitId));
}

function unitsOf(
  { party, record, unitId, coUnitIds }: Reading,
  divisionOf: ReadonlyMap<string, string>,
): readonly string[] {
  if (party.startsWith('acceptor')) return [record.acceptorUnitId];
  if (party.startsWith('coHandler')) return coUnitIds;
  if (party.startsWith('handler')) return unitId === null ? [] : [unitId];
  const above = [record.cityCode, REGION];
  return [...divisionOf].flatMap(([id, code]) => (above.includes(code) ? [id] : []));
}

function addresses(holds: (account: (typeof accounts)[number]) => boolean): readonly string[] {
  return accounts.filter(holds).map(({ email }) => email);
}
