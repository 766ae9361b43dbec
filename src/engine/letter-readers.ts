import type { EntityManager } from 'typeorm';
import type { Party } from '../definition/index.js';
import type { CaseParties, LetterDirectory, Recipient } from './party-directory.js';

/**
 * Who reads a letter where nobody stands for its party any more: the head, then the office that has
 * accepted the case. Where nobody is there either, the letter is an incident; the administrator,
 * who sees those, reads no words of a case.
 */
const nextAbove: Readonly<Partial<Record<Party, readonly Party[]>>> = {
  handler: ['handlerHead', 'acceptor', 'acceptorHead'],
  handlerHead: ['acceptorHead', 'acceptor'],
  coHandler: ['coHandlerHead', 'acceptor', 'acceptorHead'],
  coHandlerHead: ['acceptorHead', 'acceptor'],
  acceptor: ['acceptorHead'],
  acceptorHead: ['acceptor'],
};

/** In the greeting of who reads it in the place of somebody. */
const inPlaceOf: Readonly<Partial<Record<Party, string>>> = {
  handler: '承办人员无人在岗，代收',
  handlerHead: '承办单位负责人无人在岗，代收',
  coHandler: '配合单位经办人员无人在岗，代收',
  coHandlerHead: '配合单位负责人无人在岗，代收',
  acceptor: '受理人员无人在岗，代收',
  acceptorHead: '受理单位负责人无人在岗，代收',
};

/** Everybody who reads letters to the parties, by party; empty where nobody is there at all. */
export async function readersOf(
  directory: LetterDirectory,
  tx: EntityManager,
  parties: CaseParties,
  wanted: readonly Party[],
): Promise<ReadonlyMap<Party, readonly Recipient[]>> {
  const found = await directory.recipients(tx, parties, wanted);
  const isMissing = (party: Party) =>
    nextAbove[party] !== undefined && isNamed(party, parties) && found.get(party)?.length === 0;
  const missing = wanted.filter(isMissing);
  if (missing.length === 0) return found;
  const above = [...new Set(missing.flatMap((party) => nextAbove[party] ?? []))];
  const standIns = await directory.recipients(tx, parties, above);
  return new Map(
    wanted.map((party) => {
      const instead = isMissing(party)
        ? nextAbove[party]?.find((each) => (standIns.get(each)?.length ?? 0) > 0)
        : undefined;
      const readers = instead ? (standIns.get(instead) ?? []) : (found.get(party) ?? []);
      return [party, instead ? readers.map(standingIn(party)) : readers];
    }),
  );
}

/** While no unit has the case, or none cooperates, a letter to it is none. */
export function isNamed(party: Party, { unitId, coUnitIds }: CaseParties): boolean {
  if (party === 'handler' || party === 'handlerHead') return unitId !== null;
  return !party.startsWith('coHandler') || coUnitIds.length > 0;
}

const standingIn =
  (party: Party) =>
  (reader: Recipient): Recipient => ({
    ...reader,
    name: `${reader.name}（${inPlaceOf[party] ?? ''}）`,
  });
