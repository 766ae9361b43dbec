import {
  basisLabel,
  type DocumentInput,
  type DocumentRequest,
  type DocumentSet,
} from '../../src/definition/index.js';
import { chineseDate, chineseMoment } from '../../src/kernel/chinese-date.js';
import { restrictions } from './measure.codes.js';
import type { MeasureContext } from './measure.context.js';
import type { CompleteMeasure } from './measure.filing.js';
import type { Interview } from './measure.interview.js';
import { measureTypes } from './measure.table.js';
import type { MeasureName } from './measure.types.js';

/**
 * What the official document (公文) of a measure may name. Texts are Chinese, dates as people write
 * them (2026年9月1日); what a measure does not have is null or an empty list.
 */
export type MeasureDocumentVariables = {
  /** The body complained of, by its full name. */
  readonly respondent: string;
  /** The enterprises that complain, and the numbers of their complaints, in one order. */
  readonly enterprises: readonly string[];
  readonly caseNumbers: readonly string[];
  readonly facts: string;
  /** What is demanded, asked or decided. */
  readonly request: string;
  /** Instrument and article. */
  readonly basis: string;
  /** The last day for an answer. */
  readonly dueOn: string | null;
  readonly interview: {
    /** Day and time of day in China. */
    readonly at: string;
    readonly place: string | null;
    readonly videoLink: string | null;
    /** Position and name of each. */
    readonly persons: readonly string[];
  } | null;
  readonly deduction: { readonly points: string; readonly year: string } | null;
  readonly publication: {
    readonly from: string;
    readonly reviewOn: string;
    readonly until: string;
  } | null;
  /** By their names, for a document about restrictions. */
  readonly restrictions: readonly string[];
};

const example: MeasureDocumentVariables = {
  respondent: '南宁市某产业园区管理委员会',
  enterprises: ['南宁示例科技有限公司'],
  caseNumbers: ['A-2026-450100-000001'],
  facts:
    '2024年3月15日签订的设备采购合同约定，验收合格之日起30日内付款。货物于2026年3月2日验收合格，至今尚欠1,000,000.00元。\n我单位于2026年9月14日要求你单位反馈情况，期限届满未收到反馈。',
  request: '请核实欠款，对无分歧的部分及时支付，对有分歧的部分说明理由并提供证据。',
  basis: '《保障中小企业款项支付条例》（国务院令第802号）第二十五条第三款',
  dueOn: '2026年10月12日',
  interview: {
    at: '2026年10月15日上午9时30分',
    place: '南宁市工业和信息化局301会议室',
    videoLink: null,
    persons: ['主要负责人', '财务负责人'],
  },
  deduction: { points: '2', year: '2026' },
  publication: { from: '2026年11月2日', reviewOn: '2027年5月2日', until: '2027年11月2日' },
  restrictions: ['限制公务消费', '限制办公用房', '限制经费安排'],
};

/** The documents of the twelve measures; each is called like its type. */
export const measureDocuments = {
  folder: new URL('./documents/', import.meta.url),
  examples: {
    supervisionNotice: example,
    inquiry: example,
    interview: example,
    circular: example,
    rectificationOrder: example,
    assessmentDeduction: example,
    auditReferral: example,
    dishonestyRecord: example,
    publication: example,
    restriction: example,
    disciplineReferral: example,
    creditRepair: example,
  },
} as const satisfies DocumentSet;

/** What stands behind the issuer's own part of a number. */
const series: Readonly<Record<MeasureName, string>> = {
  supervisionNotice: '督',
  inquiry: '函',
  interview: '约',
  circular: '通',
  rectificationOrder: '改',
  assessmentDeduction: '考',
  auditReferral: '审移',
  dishonestyRecord: '信认',
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
    addressee: measureTypes[context.type].addressee?.zh ?? filing.respondent.name,
    variables: variablesOf(filing as CompleteMeasure, context, payload.dueOn, interview),
    ...(context.type === 'auditReferral' && {
      attachments: context.caseNumbers.map((number) => `案卷材料（${number}）及清单`),
    }),
  };
}

function variablesOf(
  filing: CompleteMeasure,
  { caseNumbers, facts, request, basis, publication }: MeasureContext,
  dueOn: string | undefined,
  interview: Interview | null,
): MeasureDocumentVariables {
  const { respondent, cases, deduction, restrictions: imposed = [] } = filing;
  return {
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
  };
}
