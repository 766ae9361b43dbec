import type { EntityManager } from 'typeorm';
import type { Capacity, UnitFacts } from '../definition/index.js';
import type { CaseSides } from '../engine/party-directory.js';
import { prefixOf, regionOf } from './division-code.js';
import { likeOneOf } from './like-name.js';

interface UnitRow {
  readonly name: string;
  readonly handles: string[];
  readonly belongs: boolean;
  /** Names of its organisation and those above. */
  readonly bodies: string[];
  /** Whether the respondent is the body that the case names beyond doubt. */
  readonly isIdentified: boolean;
  /** Whether it stands above the respondent in its line. */
  readonly stands: boolean;
  readonly isStaffed: boolean;
  readonly divisionCode: string;
  readonly enterpriseDivision: string | null;
  /** Divisions that have an SME department. */
  readonly smePlaces: readonly string[];
  readonly capacities: readonly Capacity[];
}

/** What a rule may need to know of a unit; null when there is none by that id. */
export async function unitFacts(
  tx: EntityManager,
  unitId: string,
  {
    respondentOrganisationId,
    enterpriseId,
    divisionCode: respondentDivision,
    respondent: { name: named, ...body },
  }: CaseSides,
): Promise<UnitFacts | null> {
  const [row] = await tx.query<UnitRow[]>(
    `WITH RECURSIVE above AS (
       SELECT o.id, o.parent_id, o.name FROM organisations o
         JOIN units u ON u.organisation_id = o.id WHERE u.id = $1
       UNION
       SELECT o.id, o.parent_id, o.name FROM organisations o
         JOIN above ON o.id = above.parent_id)
     SELECT u.name_zh AS name,
            CASE WHEN u.task = 'handling' THEN u.kinds ELSE '{}' END AS handles,
            EXISTS (SELECT 1 FROM above WHERE id = $2) AS belongs,
            ARRAY(SELECT name FROM above) AS bodies,
            EXISTS (SELECT 1 FROM organisations
                     WHERE id = $2 AND (uscc = $4 OR id = $5)) AS "isIdentified",
            EXISTS (
              WITH RECURSIVE over AS (
                SELECT id, parent_id FROM organisations WHERE id = $2
                UNION
                SELECT o.id, o.parent_id FROM organisations o JOIN over ON o.id = over.parent_id)
              SELECT FROM over WHERE over.id = u.organisation_id AND over.id <> $2) AS stands,
            EXISTS (SELECT FROM accounts WHERE unit_id = u.id AND status = 'active'
                       AND role IN ('handler', 'handlerHead')) AS "isStaffed",
            u.division_code AS "divisionCode", u.capacities,
            ARRAY(SELECT DISTINCT division_code::text FROM units
                   WHERE 'smeDepartment' = ANY(capacities)) AS "smePlaces",
            (SELECT division_code FROM enterprises WHERE id = $3) AS "enterpriseDivision"
       FROM units u WHERE u.id = $1`,
    [
      unitId,
      respondentOrganisationId,
      enterpriseId,
      body.uscc ?? null,
      body.organisationId ?? null,
    ],
  );
  if (!row) return null;
  const { name, handles, belongs, stands, bodies, isIdentified, isStaffed } = row;
  const { divisionCode, enterpriseDivision, capacities, smePlaces } = row;
  const covers = (division: string | null, place = divisionCode) =>
    division?.startsWith(prefixOf(place)) ?? false;
  return {
    id: unitId,
    name,
    handles,
    belongsToRespondent: belongs,
    likeRespondent: isIdentified ? null : likeOneOf(named, bodies),
    isStaffed,
    isAtEnterprise: covers(enterpriseDivision),
    standsInAtEnterprise:
      divisionCode === regionOf(divisionCode) &&
      !smePlaces.some((place) => covers(enterpriseDivision, place)),
    isAtRespondent: covers(respondentDivision),
    isAboveRespondent:
      stands || (covers(respondentDivision) && divisionCode !== respondentDivision),
    capacities,
  };
}
