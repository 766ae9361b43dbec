import type { Actor } from '../src/definition/index.js';
import type { Case } from '../src/engine/case.entity.js';
import { addDays } from '../src/kernel/business-date.js';
import { measureTypes } from '../workflows/measure/measure.table.js';
import { measureNames, type MeasureName } from '../workflows/measure/measure.types.js';
import type { Chance } from './chance.js';

/** So many looks at a case, of a hundred, end in the proposal of a measure. */
export const PROPOSED = 10;

const typeOf = ({ filing }: Pick<Case, 'filing'>): MeasureName | null =>
  measureNames.find((name) => name === (filing as { readonly type?: string }).type) ?? null;

/** Whether the respondent is heard before a measure is decided on. */
export function isHeard(record: Pick<Case, 'kind' | 'filing'>): boolean {
  const type = record.kind === 'measure' ? typeOf(record) : null;
  return type !== null && measureTypes[type].heard === true;
}

/** What each role proposes by itself; of the rest the product proposes what is due. */
const proposals: Readonly<Record<string, readonly MeasureName[]>> = {
  acceptor: ['inquiry', 'interview', 'dishonestyRecord', 'dishonestyRecord', 'disclosureReferral'],
  handler: ['supervisionNotice', 'inquiry', 'interview', 'auditReferral'],
  supervisor: ['authorityInterview', 'dishonestyRecord', 'rectificationOrder'],
  creditOfficer: ['publication', 'restriction'],
};

export const proposes = ({ role }: Pick<Actor, 'role'>): boolean => role in proposals;

/** What somebody might propose about a complaint; the law may have something against it. */
export function proposalFor(
  caseId: string,
  { role }: Pick<Actor, 'role'>,
  on: string,
  chance: Chance,
): object {
  const type = chance.pick(proposals[role] ?? measureNames);
  const of: Partial<Record<MeasureName, object>> = {
    authorityInterview: { authority: { name: '某市某局' }, poorWork: ['slowWork'] },
    assessmentDeduction: { deduction: { points: 2, year: Number(on.slice(0, 4)) } },
    disclosureReferral: { violations: ['annualReport'] },
    dishonestyRecord: {
      determination: {
        authority: '自治区工业和信息化厅',
        documentNumber: '桂工信失信〔1〕号',
        determinedOn: on,
        ground: 'institutionalChange',
      },
    },
    publication: {
      publication: { reviewOn: addDays(on, 60), until: addDays(on, chance.int(70, 700)) },
    },
    restriction: { restrictions: ['officeSpace'] },
    disciplineReferral: { ground: 'consequences', consequences: '供应商停产。' },
    creditRepair: { correction: { confirmedOn: on, summary: '已付清。' } },
  };
  return { type, caseIds: [caseId], seriousBecause: '数额巨大。', ...of[type] };
}
