import { measureTypes } from './measure.table.js';
import { proposers, type MeasureName, type ProposingRole } from './measure.types.js';

/** The head who approves what an office proposes. */
const headOf: Readonly<Record<ProposingRole, ProposingRole>> = {
  handler: 'handlerHead',
  handlerHead: 'handlerHead',
  acceptor: 'acceptorHead',
  acceptorHead: 'acceptorHead',
  supervisor: 'supervisor',
  stateAssets: 'stateAssets',
  creditOfficer: 'creditOfficer',
};

/** The officers of a proposer's office. */
export function officeOf(role: ProposingRole): readonly ProposingRole[] {
  const head = headOf[role];
  return proposers.filter((other) => headOf[other] === head);
}

/** A head's own proposal goes to the level above, where the office has no other head. */
const above: Readonly<Partial<Record<ProposingRole, ProposingRole>>> = {
  handlerHead: 'supervisor',
  acceptorHead: 'supervisor',
};

/** Who may approve; never whoever proposed it, as the act itself declares. */
export function approversOf(name: MeasureName, proposer: ProposingRole): readonly ProposingRole[] {
  const { approvedBy } = measureTypes[name];
  const office = officeOf(proposer);
  const own = approvedBy?.filter((role) => office.includes(role)) ?? [];
  if (own.length > 0) return own;
  const level = above[proposer];
  return level === undefined ? [headOf[proposer]] : [headOf[proposer], level];
}

/** Whom the proposal is laid before: of a head's own one, the level above. */
export function approverOf(
  name: MeasureName,
  { role, isPerson }: { readonly role: ProposingRole; readonly isPerson: boolean },
): ProposingRole {
  const [first = role, level = first] = approversOf(name, role);
  return isPerson && above[role] === level ? level : first;
}

export function issuersOf(name: MeasureName, proposer: ProposingRole): readonly ProposingRole[] {
  return measureTypes[name].issuedBy ?? officeOf(proposer);
}
