import type { EntityManager, ObjectLiteral } from 'typeorm';
import { Case } from '../../src/engine/case.entity.js';

type Decisive =
  | 'id'
  | 'kind'
  | 'enterpriseId'
  | 'filedBy'
  | 'acceptorUnitId'
  | 'unitId'
  | 'respondentType'
  | 'divisionCode';

/** What decides who takes part in a case and who sees it. */
export type CaseRow = Readonly<Pick<Case, Decisive>> &
  Readonly<
    Partial<Pick<Case, 'respondentOrganisationId' | 'coUnitIds' | 'aboutIds' | 'aboutKind'>>
  > & { readonly respondentName?: string };

const at = new Date('2026-03-02T01:00:00Z');

/** Writes cases as rows, for tests of what reads them; the product itself opens them by filing. */
export async function insertCases(tx: EntityManager, rows: readonly CaseRow[]): Promise<void> {
  const cases: Case[] = rows.map(({ respondentName = '某单位', ...row }) => ({
    respondentOrganisationId: null,
    coUnitIds: [],
    oldestDueOn: null,
    aboutIds: [],
    aboutKind: null,
    acceptorOfficerId: null,
    handlerOfficerId: null,
    solved: null,
    satisfied: null,
    closedFor: null,
    ...row,
    number: `T-${row.id}`,
    workflowVersion: 1,
    state: 'handling',
    escalation: 'none',
    version: 1,
    snapshot: {},
    hands: {},
    lastHash: '0'.repeat(64),
    enterpriseName: '某公司',
    cityCode: `${row.divisionCode.slice(0, 4)}00`,
    filing: {
      respondent: {
        name: respondentName,
        type: row.respondentType,
        divisionCode: row.divisionCode,
      },
      facts: '事实',
      request: '请求',
    },
    trackingCode: 'code',
    filedOn: '2026-03-02',
    filedAt: at,
    updatedAt: at,
    shownVersion: 1,
    shownAt: at,
    urgentAt: at,
    endedAt: null,
    archivedAt: null,
  }));
  await tx.createQueryBuilder().insert().into<ObjectLiteral>(Case).values(cases).execute();
}
