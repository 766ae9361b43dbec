import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type {
  Capacity,
  Label,
  Locale,
  OfficerFacts,
  Party,
  Role,
  UnitFacts,
} from '../definition/index.js';
import { addressFacts } from './address-facts.js';
import {
  PartyDirectory,
  type CaseParties,
  type EnterpriseStanding,
  type FilingToRoute,
  type People,
  type Recipient,
  type RespondentNamed,
  type Route,
  type UnitReached,
} from '../engine/party-directory.js';
import { chinaDate } from '../kernel/business-date.js';
import { DomainError, inputInvalid } from '../kernel/domain-error.js';
import { TimeSource } from '../kernel/time-source.js';
import { cityOf, regionOf } from './division-code.js';
import { confirmEnterprise, peopleOf, standingOf } from './enterprise-identity.js';
import { KnownUnits } from './known-units.js';
import { likeOneOf } from './like-name.js';
import { spellings } from './organisation-name.js';
import { unitFacts } from './unit-facts.js';

interface AccountRow {
  readonly role: Role;
  readonly unitId: string | null;
  readonly accountId: string;
  readonly email: string;
  readonly name: string;
  readonly language: Locale;
  /** Who stands in for the account today; null when it is not on leave. */
  readonly deputyId: string | null;
}

/** The role whose accounts stand for a party, where it is not of the party's own name. */
const roleOf: Partial<Record<Party, Role>> = { coHandler: 'handler', coHandlerHead: 'handlerHead' };

/** The directory as the tables of this folder hold it; each question is one query at most. */
@Injectable()
export class Directory extends PartyDirectory {
  constructor(
    private readonly units: KnownUnits,
    private readonly time: TimeSource,
  ) {
    super();
  }

  override async recipients(
    tx: EntityManager,
    parties: CaseParties,
    wanted: readonly Party[],
  ): Promise<ReadonlyMap<Party, readonly Recipient[]>> {
    const found = new Map<Party, Recipient[]>(wanted.map((party) => [party, []]));
    found.get('respondent')?.push(...respondent(parties));
    if (wanted.every((party) => party === 'respondent')) return found;

    const units = await this.unitsOf(tx, parties);
    // By two indexes and without a join: every event asks, and planning joins is most of the time.
    const rows = await tx.query<AccountRow[]>(
      `SELECT role, unit_id AS "unitId", id AS "accountId", email, name, language,
              (SELECT deputy_id FROM leaves WHERE account_id = accounts.id
                  AND from_on <= $3 AND until_on >= $3 AND withdrawn_at IS NULL LIMIT 1) AS "deputyId"
         FROM accounts WHERE (id = $1 OR unit_id = ANY($2)) AND status = 'active' ORDER BY email`,
      [
        parties.filedBy,
        [...new Set(wanted.flatMap((party) => units[party] ?? []))],
        chinaDate(this.time.now()),
      ],
    );
    for (const party of wanted) {
      if (party !== 'respondent') found.set(party, readers(party, rows, units, parties));
    }
    return found;
  }

  /** The units whose officers stand for a party. */
  private async unitsOf(
    tx: EntityManager,
    { unitId, coUnitIds, acceptorUnitId, cityCode }: CaseParties,
  ): Promise<Partial<Record<Party, readonly string[]>>> {
    const handling = unitId === null ? [] : [unitId];
    const above = await this.units.inDivisions(tx, [cityCode, regionOf(cityCode)]);
    return {
      acceptor: [acceptorUnitId],
      acceptorHead: [acceptorUnitId],
      handler: handling,
      handlerHead: handling,
      coHandler: coUnitIds,
      coHandlerHead: coUnitIds,
      supervisor: above,
      stateAssets: above,
      auditor: above,
      creditOfficer: above,
    };
  }

  override unit(...question: Parameters<typeof unitFacts>): Promise<UnitFacts | null> {
    return unitFacts(...question);
  }

  override isLikeRespondent(authority: string, { name }: RespondentNamed): boolean {
    return likeOneOf(authority, [name]) !== null || likeOneOf(name, [authority]) !== null;
  }

  override async capacities(tx: EntityManager, unitId: string): Promise<readonly Capacity[]> {
    return (await this.units.find(tx, unitId))?.capacities ?? [];
  }

  override async officer(tx: EntityManager, accountId: string): Promise<OfficerFacts | null> {
    const [row] = await tx.query<OfficerFacts[]>(
      `SELECT id, name, role, unit_id AS "unitId" FROM accounts
        WHERE id = $1 AND unit_id IS NOT NULL AND status = 'active'`,
      [accountId],
    );
    return row ?? null;
  }

  override addresses(...question: Parameters<typeof addressFacts>) {
    return addressFacts(...question);
  }

  override people(...question: Parameters<PartyDirectory['people']>): Promise<People> {
    return peopleOf(...question);
  }

  override standing(
    ...question: Parameters<PartyDirectory['standing']>
  ): Promise<EnterpriseStanding> {
    return standingOf(...question);
  }

  override confirmEnterprise(
    ...confirmed: Parameters<PartyDirectory['confirmEnterprise']>
  ): Promise<void> {
    return confirmEnterprise(...confirmed);
  }

  override async unitNames(
    tx: EntityManager,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Label>> {
    const found = await this.unitsReached(tx, ids);
    return new Map([...found].map(([id, { name }]) => [id, name]));
  }

  override async unitsReached(
    tx: EntityManager,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, UnitReached>> {
    const found = await Promise.all(ids.map((id) => this.units.find(tx, id)));
    return new Map(found.flatMap((unit) => (unit ? [[unit.id, unit]] : [])));
  }

  override async route(tx: EntityManager, filing: FilingToRoute): Promise<Route> {
    const cityCode = cityOf(filing.divisionCode);
    const { organisationId: picked } = filing.respondent;
    const [row] = await tx.query<{ acceptor: string | null; respondent: string | null }[]>(
      `SELECT (SELECT id FROM units
                WHERE task = 'acceptance' AND $1 = ANY(kinds) AND division_code = ANY($2::text[])
                ORDER BY array_position($2::text[], division_code::text), id LIMIT 1) AS acceptor,
              (SELECT id FROM organisations
                WHERE CASE WHEN $5::uuid IS NULL THEN uscc = $3 OR name = ANY($4::text[])
                           ELSE id = $5 END
                ORDER BY coalesce(uscc = $3, FALSE) DESC, array_position($4::text[], name), id
                LIMIT 1) AS respondent`,
      [
        filing.kind,
        [cityCode, regionOf(cityCode)],
        filing.respondent.uscc ?? null,
        spellings(filing.respondent.name),
        picked ?? null,
      ],
    );
    if (!row?.acceptor) {
      throw new DomainError('UNAVAILABLE', 'No unit accepts complaints of this kind yet.');
    }
    if (picked !== undefined && row.respondent === null) {
      const message = 'There is no body by this id; see GET /bodies.';
      throw inputInvalid([{ path: 'respondent.organisationId', rule: 'bodyExists', message }]);
    }
    return { acceptorUnitId: row.acceptor, respondentOrganisationId: row.respondent, cityCode };
  }
}

/** A respondent has no account; it is written to at its confirmed address of service. */
function respondent({ respondentEmail, respondentName }: CaseParties): Recipient[] {
  return respondentEmail === null
    ? []
    : [
        {
          accountId: null,
          unitId: null,
          email: respondentEmail,
          name: respondentName,
          language: 'zh-CN',
        },
      ];
}

/**
 * Who reads a letter to a party: of a unit, the officer who has the case on the desk, or everybody
 * of the role while nobody has; and whoever stands in for one of them today.
 */
function readers(
  party: Party,
  rows: readonly AccountRow[],
  units: Partial<Record<Party, readonly string[]>>,
  { officers }: CaseParties,
): Recipient[] {
  const inUnit = ({ unitId }: AccountRow): boolean =>
    unitId === null ? party === 'enterprise' : (units[party]?.includes(unitId) ?? false);
  const onDesk = party === 'acceptor' || party === 'handler' ? officers[party] : null;
  const officer = rows.filter((row) => row.accountId === onDesk && inUnit(row));
  const ofRole = rows.filter((row) => row.role === (roleOf[party] ?? party) && inUnit(row));
  const people = officer.length > 0 ? officer : ofRole;
  const deputies = rows.filter((row) => people.some(({ deputyId }) => deputyId === row.accountId));
  return [...new Set([...people, ...deputies])].map(
    ({ accountId, unitId, email, name, language }) => ({
      accountId,
      unitId,
      email,
      name,
      language,
    }),
  );
}
