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

export function approversOf(name: MeasureName, proposer: ProposingRole): readonly ProposingRole[] {
  const { approvedBy } = measureTypes[name];
  const office = officeOf(proposer);
  const own = approvedBy?.filter((role) => office.includes(role)) ?? [];
  return own.length > 0 ? own : [headOf[proposer]];
}

export function issuersOf(name: MeasureName, proposer: ProposingRole): readonly ProposingRole[] {
  return measureTypes[name].issuedBy ?? officeOf(proposer);
}
