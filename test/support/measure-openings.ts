import type { Opening } from '../../src/definition/index.js';
import { arrearsAtFiling } from '../../workflows/arrears/arrears.context.js';
import type { MeasureName } from '../../workflows/measure/measure.types.js';

export const unitId = '0190a6e0-0000-7000-8000-00000000000a';
const respondent = { name: '某局', type: 'government', divisionCode: '450100' };

/** Confirmed for the complaint. */
const serviceAddress = {
  email: 'office@respondent.example',
  foundBy: 'officialSite',
  source: '某局官方网站',
  reason: null,
  since: '2026-03-02',
  confirmedOn: '2026-03-02',
  confirmedBy: { accountId: 'a', onBehalfOf: null, role: 'handler', unitId, name: '某局 经办' },
} as const;

/** A measure about one complaint, proposed by a role. */
export function opening(
  type: MeasureName,
  role: 'handler' | 'supervisor' | 'creditOfficer',
): Opening {
  const filing = {
    type,
    caseIds: ['c'],
    cases: [{ id: 'c', number: 'A-1' }],
    respondent,
    facts: '事实',
    request: '要求',
    seriousBecause: '数额巨大',
    publication: { from: '2026-03-02', reviewOn: '2026-06-01', until: '2026-09-01' },
    correction: { confirmedOn: '2026-03-01', summary: '已付清' },
    determination: {
      authority: '某厅',
      documentNumber: '1号',
      determinedOn: '2026-03-01',
      ground: 'refusedPayment',
    },
  };
  const earlier = (name: MeasureName, state: string) => ({
    id: name,
    number: name,
    kind: 'measure',
    state,
    ended: false,
    filing: { ...filing, type: name },
    context: { interview: null } as never,
  });
  const complaint = {
    id: 'c',
    number: 'A-1',
    kind: 'arrears',
    state: 'handling',
    ended: false,
    filing,
    context: { ...arrearsAtFiling, serviceAddress },
    enterpriseName: '某公司',
    unitId,
    acceptorUnitId: 'u',
    respondentOrganisationId: null,
    about: [earlier('supervisionNotice', 'refused'), earlier('dishonestyRecord', 'served')],
  };
  return { filing, on: '2026-03-02', proposer: { role, unitId }, subjects: [complaint] };
}
