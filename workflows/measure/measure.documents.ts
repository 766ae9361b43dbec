import {
  basisLabel,
  citation,
  type DocumentInput,
  type DocumentRequest,
  type DocumentSet,
} from '../../src/definition/index.js';
import { chineseDate, chineseMoment } from '../../src/kernel/chinese-date.js';
import { poorWork, publicBodies, restrictions, seriousness, severities } from './measure.codes.js';
import type { MeasureContext } from './measure.context.js';
import { documentExample, type MeasureDocumentVariables } from './measure.document-variables.js';
import type { CompleteMeasure } from './measure.filing.js';
import type { Interview } from './measure.interview.js';
import { remediesOf } from './measure.remedies.js';
import { addresseeOf, measureTypes } from './measure.table.js';
import { measureNames, type MeasureName } from './measure.types.js';
import { violations } from './measure.violations.js';

/** The documents of the measures, each called like its type, and the prior notice of a sanction. */
export const measureDocuments = {
  folder: new URL('./documents/', import.meta.url),
  examples: Object.fromEntries(
    [...measureNames, 'priorNotice' as const].map((name) => [name, documentExample]),
  ) as Readonly<Record<MeasureName | 'priorNotice', MeasureDocumentVariables>>,
} satisfies DocumentSet;

/** What stands behind the issuer's own part of a number. */
const series: Readonly<Record<MeasureName, string>> = {
  supervisionNotice: '督',
  inquiry: '函',
  interview: '约',
  authorityInterview: '约领',
  circular: '通',
  rectificationOrder: '改',
  assessmentDeduction: '考',
  auditReferral: '审移',
  disclosureReferral: '年移',
  dishonestyRecord: '信记',
  publication: '信示',
  restriction: '信限',
  disciplineReferral: '问移',
  creditRepair: '信修',
};

/** What an act says of the document that it issues. */
interface Issuing {
  readonly documentNumber?: string;
  readonly dueOn?: string;
}

/** The document of a measure, written when it is issued; with its interview, where one is called. */
export function documentOf(
  { payload, context, filing }: DocumentInput<Issuing, MeasureContext>,
  interview: Interview | null = null,
): DocumentRequest {
  const { documentNumber } = payload;
  return {
    template: context.type,
    series: series[context.type],
    ...(documentNumber !== undefined && { documentNumber }),
    addressee: addresseeOf(context.type, context.target)?.zh ?? filing.respondent.name,
    variables: variablesOf(filing as CompleteMeasure, context, payload.dueOn, interview),
    ...(context.type === 'auditReferral' && {
      attachments: context.caseNumbers.map((number) => `案卷材料（${number}）及清单`),
    }),
  };
}

function variablesOf(
  filing: CompleteMeasure,
  context: MeasureContext,
  dueOn: string | undefined,
  interview: Interview | null,
): MeasureDocumentVariables {
  const { caseNumbers, facts, request, basis, publication, type, about } = context;
  const { respondent, cases, deduction, restrictions: imposed = [] } = filing;
  return {
    typeLabel: measureTypes[type].label.zh,
    kind: { isPromise: about === 'promise', isUncooperative: basis.article === '25(3)' },
    respondent: respondent.name,
    enterprises: [...new Set(cases.map(({ enterpriseName }) => enterpriseName))],
    caseNumbers: [...caseNumbers],
    facts,
    request,
    basis: basisLabel(basis).zh,
    dueOn: dueOn === undefined ? null : chineseDate(dueOn),
    interview: interview && {
      at: chineseMoment(new Date(interview.at)),
      place: interview.place,
      videoLink: interview.videoLink,
      persons: interview.persons.map(({ name, position }) => `${position}${name}`),
    },
    deduction: deduction
      ? { points: String(deduction.points), year: String(deduction.year) }
      : null,
    publication: publication && {
      from: chineseDate(publication.from),
      reviewOn: chineseDate(publication.reviewOn),
      until: chineseDate(publication.until),
    },
    restrictions: imposed.map((code) => restrictions[code].label.zh),
    ...reasonsOf(filing),
    ...decisionOf(filing, context),
  };
}

/** What it rests on, in the words of the lists. */
function reasonsOf(filing: CompleteMeasure) {
  const { violations: codes = [], consequences, seriousness: grave = [], severity } = filing;
  return {
    violations: codes.map((code) => {
      const { label, basis } = violations[code];
      return `${label.zh}（${citation(basis.article ?? '')}）`;
    }),
    consequences: consequences ?? null,
    seriousness: grave.map((code) => seriousness[code].zh),
    severity: severity === undefined ? null : severities[severity].zh,
    jointWith: [...(filing.jointWith ?? [])],
    authority: filing.authority
      ? {
          name: filing.authority.name,
          poorWork: (filing.poorWork ?? []).map((code) => poorWork[code].zh),
        }
      : null,
  };
}

/** Who decided what, whether somebody was heard, and what can be done against it. */
function decisionOf(filing: CompleteMeasure, context: MeasureContext) {
  const { determination, groundLabel, correction, application } = filing;
  const { hearing = null, considered = null, target } = context;
  const isPublic = publicBodies.some((type) => type === target);
  return {
    determination: determination
      ? {
          authority: determination.authority,
          documentNumber: determination.documentNumber,
          determinedOn: chineseDate(determination.determinedOn),
          ground: groundLabel?.zh ?? '',
        }
      : null,
    hearing: hearing && {
      notifiedOn: chineseDate(hearing.notifiedOn),
      number: hearing.documentNumber,
      defence: hearing.defence?.text ?? null,
      considered,
    },
    repair: correction
      ? {
          confirmedOn: chineseDate(correction.confirmedOn),
          confirmedBy: correction.confirmedBy ?? null,
          summary: correction.summary,
          appliedOn: application ? chineseDate(application.appliedOn) : null,
          applicationNumber: application?.number ?? null,
        }
      : null,
    repairChannel: isPublic ? '作出认定的部门' : '“信用中国”网站',
    remedies: remediesOf(context).zh,
  };
}

/** The prior notice of a sanction (拟采取措施事先告知书), written before anybody decides. */
export function priorNoticeOf({
  payload,
  context,
  filing,
}: DocumentInput<Issuing, MeasureContext>): DocumentRequest {
  const { documentNumber } = payload;
  return {
    template: 'priorNotice',
    series: '告',
    ...(documentNumber !== undefined && { documentNumber }),
    addressee: filing.respondent.name,
    variables: variablesOf(filing as CompleteMeasure, context, undefined, null),
  };
}
