import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { UNREACHED, type ServiceAddress } from '../definition/index.js';
import type { Case } from '../engine/case.entity.js';
import { contextIn } from '../engine/stored-snapshot.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import type { Principal } from '../identity/principal.js';
import type {
  ConfirmedAddressView,
  ServiceAddressView,
  SuggestedAddressView,
} from './service-address.view.js';

/** The act that confirms an address. */
const CONFIRM = 'serviceAddress.confirm';
const MOST_SUGGESTIONS = 5;

interface Suggestion {
  readonly number: string;
  readonly address: ServiceAddress;
}

/** Where a respondent is written to, as officers of its case are shown it. */
@Injectable()
export class ServiceAddresses {
  constructor(private readonly workflows: WorkflowRegistry) {}

  /** Null for cases that write to no respondent. Whether a reader may see it, the caller asks. */
  async of(
    tx: EntityManager,
    record: Case,
    { role }: Principal,
  ): Promise<ServiceAddressView | null> {
    const workflow = this.workflows.get(record.kind, record.workflowVersion);
    if (!workflow.notices[UNREACHED]) return null;
    const address = contextIn(record.snapshot).serviceAddress ?? null;
    const mayConfirm = workflow.events[CONFIRM]?.by.includes(role) ?? false;
    // A measure keeps what its complaint had confirmed; a later confirmation is worth a look.
    const isAsked = mayConfirm && record.endedAt === null;
    const suggestions =
      isAsked && (address === null || record.aboutIds.length > 0)
        ? await suggestionsFor(tx, record, address)
        : [];
    return {
      hint: record.filing.respondent.contactEmail ?? null,
      confirmed: address && viewOf(address),
      suggestions,
    };
  }
}

/** The newest first, one for each address, from cases against the same body by its code. */
async function suggestionsFor(
  tx: EntityManager,
  { id, respondentOrganisationId, filing }: Case,
  address: ServiceAddress | null,
): Promise<readonly SuggestedAddressView[]> {
  const uscc = filing.respondent.uscc ?? null;
  const body = respondentOrganisationId ?? uscc;
  if (body === null) return [];
  const isSame =
    respondentOrganisationId === null
      ? `filing #>> '{respondent,uscc}' = $1`
      : 'respondent_organisation_id = $1';
  const found = await tx.query<Suggestion[]>(
    `SELECT number, snapshot #> '{context,serviceAddress}' AS address FROM cases
      WHERE ${isSame} AND snapshot #>> '{context,serviceAddress,email}' IS NOT NULL AND id <> $2
      ORDER BY updated_at DESC LIMIT 50`,
    [body, id],
  );
  const boxOf = ({ address: { email } }: Suggestion) => email.toLowerCase();
  // Of each address the newest: it comes last here, and so stays.
  const byAddress = new Map(found.toReversed().map((one) => [boxOf(one), one]));
  return [...byAddress.values()]
    .filter((one) => one.address.email !== address?.email)
    .toSorted((a, b) => b.address.confirmedOn.localeCompare(a.address.confirmedOn))
    .slice(0, MOST_SUGGESTIONS)
    .map((one) => ({ ...viewOf(one.address), caseNumber: one.number }));
}

function viewOf(address: ServiceAddress): ConfirmedAddressView {
  const { email, foundBy, source, reason, confirmedOn, confirmedBy } = address;
  const { name, unitId } = confirmedBy;
  return { email, foundBy, source, reason, confirmedOn, confirmedBy: name, unitId };
}
