import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Label, Locale, Party, UnitFacts } from '../definition/index.js';
import {
  PartyDirectory,
  type CaseParties,
  type FilingToRoute,
  type Recipient,
  type Route,
} from '../engine/party-directory.js';
import { DomainError } from '../kernel/domain-error.js';
import { cityOf, regionOf } from './division-code.js';
import { KnownUnits } from './known-units.js';
import { spellings } from './organisation-name.js';

/** An account's role is the party it stands for. */
interface RecipientRow {
  readonly party: Party;
  readonly unitId: string | null;
  readonly accountId: string;
  readonly email: string;
  readonly name: string;
  readonly language: Locale;
}

/** The directory as the tables of this folder hold it; each question is one query at most. */
@Injectable()
export class Directory extends PartyDirectory {
  constructor(private readonly units: KnownUnits) {
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
    const rows = await tx.query<RecipientRow[]>(
      `SELECT role AS party, unit_id AS "unitId", id AS "accountId", email, name, language
         FROM accounts WHERE id = $1 OR unit_id = ANY($2) ORDER BY email`,
      [parties.filedBy, [...new Set(wanted.flatMap((party) => units[party] ?? []))]],
    );
    for (const { party, unitId, accountId, email, name, language } of rows) {
      const stands = unitId === null ? party === 'enterprise' : units[party]?.includes(unitId);
      if (stands) found.get(party)?.push({ accountId, email, name, language });
    }
    return found;
  }

  /** The units whose officers stand for a party. */
  private async unitsOf(
    tx: EntityManager,
    { unitId, acceptorUnitId, cityCode }: CaseParties,
  ): Promise<Partial<Record<Party, readonly string[]>>> {
    const handling = unitId === null ? [] : [unitId];
    return {
      acceptor: [acceptorUnitId],
      acceptorHead: [acceptorUnitId],
      handler: handling,
      handlerHead: handling,
      supervisor: await this.units.inDivisions(tx, [cityCode, regionOf(cityCode)]),
    };
  }

  override async unit(
    tx: EntityManager,
    unitId: string,
    respondentOrganisationId: string | null,
  ): Promise<UnitFacts | null> {
    const [row] = await tx.query<{ name: string; handles: string[]; belongs: boolean }[]>(
      `WITH RECURSIVE above AS (
         SELECT o.id, o.parent_id FROM organisations o JOIN units u ON u.organisation_id = o.id
          WHERE u.id = $1
         UNION
         SELECT o.id, o.parent_id FROM organisations o JOIN above ON o.id = above.parent_id)
       SELECT u.name_zh AS name,
              CASE WHEN u.task = 'handling' THEN u.kinds ELSE '{}' END AS handles,
              EXISTS (SELECT 1 FROM above WHERE id = $2) AS belongs
         FROM units u WHERE u.id = $1`,
      [unitId, respondentOrganisationId],
    );
    if (!row) return null;
    const { name, handles, belongs } = row;
    return { id: unitId, name, handles, belongsToRespondent: belongs };
  }

  override async unitNames(
    tx: EntityManager,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Label>> {
    const found = await Promise.all(ids.map((id) => this.units.find(tx, id)));
    return new Map(found.flatMap((unit) => (unit ? [[unit.id, unit.name]] : [])));
  }

  override async route(tx: EntityManager, filing: FilingToRoute): Promise<Route> {
    const cityCode = cityOf(filing.divisionCode);
    const [row] = await tx.query<{ acceptor: string | null; respondent: string | null }[]>(
      `SELECT (SELECT id FROM units
                WHERE task = 'acceptance' AND $1 = ANY(kinds) AND division_code = ANY($2::text[])
                ORDER BY array_position($2::text[], division_code::text), id LIMIT 1) AS acceptor,
              (SELECT id FROM organisations
                WHERE uscc = $3 OR name = ANY($4::text[])
                ORDER BY coalesce(uscc = $3, FALSE) DESC, array_position($4::text[], name), id
                LIMIT 1) AS respondent`,
      [
        filing.kind,
        [cityCode, regionOf(cityCode)],
        filing.respondent.uscc ?? null,
        spellings(filing.respondent.name),
      ],
    );
    if (!row?.acceptor) {
      throw new DomainError('UNAVAILABLE', 'No unit accepts complaints of this kind yet.');
    }
    return { acceptorUnitId: row.acceptor, respondentOrganisationId: row.respondent, cityCode };
  }
}

/** A respondent has no account; it is written to where the filing names an address. */
function respondent({ respondentEmail, respondentName }: CaseParties): Recipient[] {
  return respondentEmail === null
    ? []
    : [{ accountId: null, email: respondentEmail, name: respondentName, language: 'zh-CN' }];
}
