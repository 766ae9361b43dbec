import type { Label, Opening, RelatedCase, SubjectCase } from '../../src/definition/index.js';
import type { PromiseContext } from '../promise/promise.context.js';
import { neverExcuses, type ReferralGround } from './measure.codes.js';
import type { MeasureContext } from './measure.context.js';
import type { CompleteMeasure, MeasureFiling } from './measure.filing.js';
import { leastUntil, severityOf } from './measure.severity.js';
import type { MeasureName } from './measure.types.js';
import type { ViolationCode } from './measure.violations.js';

export type Proposing = Opening<MeasureFiling>;

/** Something that must have happened before a measure may be proposed. */
export interface Condition {
  readonly label: Label;
  readonly holds: (input: Proposing) => boolean;
  /** Only who proposes it knows, so that nothing proposes itself by it. */
  readonly said?: true;
}

/** An earlier measure as the rules look at it. */
export interface EarlierMeasure extends RelatedCase {
  readonly filing: CompleteMeasure;
  readonly context: MeasureContext;
}

/** The measures about a complaint so far. */
export function measuresOf({ about }: SubjectCase): readonly EarlierMeasure[] {
  const measures: readonly unknown[] = about.filter(({ kind }) => kind === 'measure');
  return measures as readonly EarlierMeasure[];
}

/** Whether each of the complaints has such a measure behind it. */
const eachHas =
  (isSuch: (measure: EarlierMeasure) => boolean) =>
  ({ subjects }: Proposing): boolean =>
    subjects.every((subject) => measuresOf(subject).some(isSuch));

const isRefused =
  (...names: readonly MeasureName[]) =>
  ({ filing, state }: EarlierMeasure): boolean =>
    state === 'refused' && names.includes(filing.type);

/** In force about exactly the same complaints: what follows from a record follows it whole. */
const inForce =
  (name: MeasureName) =>
  ({ subjects }: Proposing): boolean => {
    const ids = subjects.map(({ id }) => id);
    const [first] = subjects;
    return (
      first !== undefined &&
      measuresOf(first).some(
        ({ filing: { type, caseIds }, state }) =>
          type === name &&
          state === 'served' &&
          caseIds.length === ids.length &&
          ids.every((id) => caseIds.includes(id)),
      )
    );
  };

/** The ground that a referral names; it may leave out the first, which the product itself names. */
const groundIs =
  (ground: ReferralGround) =>
  ({ filing }: Proposing): boolean =>
    (filing.ground ?? 'rectificationRefused') === ground;

/** One of these facts is named by its code. */
function saysOneOf(...codes: readonly ViolationCode[]) {
  return ({ filing: { violations = [] } }: Proposing): boolean =>
    codes.some((code) => violations.includes(code));
}

const orderRefused = eachHas(isRefused('rectificationOrder'));

/**
 * A promise has a rectification of its own, ordered by the supervising authority; it counts against
 * the respondent when the order was served on it before its last day.
 */
const rectificationOverdue = ({ subjects }: Proposing): boolean =>
  subjects.every(({ context }) => {
    const { overdue = [], rectification } = context as Partial<PromiseContext>;
    const served = rectification?.service?.on;
    const inTime = served !== undefined && served < (rectification?.dueOn ?? '');
    return inTime && overdue.includes('rectification');
  });

export const preconditions = {
  withUnit: {
    label: {
      zh: '投诉已由承办单位办理，且提请单位为牵头承办单位',
      en: 'the complaint is with the unit that proposes it, in the lead',
    },
    holds: ({ subjects, proposer }) =>
      subjects.every(({ unitId }) => unitId !== null && unitId === proposer.unitId),
  },
  supervisionRefused: {
    label: {
      zh: '督办书已发出，被投诉人仍拒不配合（中小企业主管部门可依第二十三条第二款径行约谈）',
      en: 'a supervision notice was refused before (the SME department alone needs none, Article 23(2))',
    },
    holds: eachHas(isRefused('supervisionNotice')),
  },
  refusedBefore: {
    label: {
      zh: '督办书或者约谈之后仍拒不配合',
      en: 'a supervision notice or an interview was refused before',
    },
    holds: eachHas(isRefused('supervisionNotice', 'interview')),
  },
  interviewed: {
    label: { zh: '已经约谈', en: 'there was an interview before' },
    holds: eachHas(
      ({ filing: { type }, context: { interview } }) =>
        type === 'interview' && (interview?.attendance.length ?? 0) > 0,
    ),
  },
  serious: {
    label: { zh: '情节严重，并写明事实', en: 'the case is serious, and it is said why' },
    holds: ({ filing }) => filing.seriousBecause !== undefined,
  },
  rectificationRefused: {
    label: {
      zh: '责令改正（整改）后拒不改正或者逾期未改正',
      en: 'an order to put it right was refused or is overdue',
    },
    holds: (input) =>
      groundIs('rectificationRefused')(input) &&
      (orderRefused(input) || rectificationOverdue(input)),
  },
  determined: {
    said: true,
    label: { zh: '已依法认定失信', en: 'dishonesty was determined by law' },
    holds: ({ filing }) => filing.determination !== undefined,
  },
  /** Institutional or personnel change is never an excuse; everything else is given a chance first. */
  unkept: {
    label: {
      zh: '拒不整改，或者以机构调整、人员变动为由不履约',
      en: 'it was not put right on demand, or an institutional or personnel change was pleaded',
    },
    holds: (input) =>
      neverExcuses.some((ground) => ground === input.filing.determination?.ground) ||
      orderRefused(input) ||
      rectificationOverdue(input) ||
      eachHas(isRefused('supervisionNotice', 'interview'))(input),
  },
  recorded: {
    label: {
      zh: '同一事项已有生效的失信认定',
      en: 'the same matter has a dishonesty record in force',
    },
    holds: inForce('dishonestyRecord'),
  },
  published: {
    label: { zh: '同一失信认定已经公示', en: 'the same record is published' },
    holds: inForce('publication'),
  },
  corrected: {
    said: true,
    label: {
      zh: '认定部门已确认整改到位',
      en: 'the determining authority has confirmed the correction',
    },
    holds: ({ filing }) => filing.correction !== undefined,
  },
  /** 第三十五条前段. */
  retaliated: {
    said: true,
    label: { zh: '有打击报复行为', en: 'there was retaliation' },
    holds: ({ filing }) => filing.ground === 'retaliation',
  },
  /** 第三十五条后段, also of those who handle complaints. */
  abused: {
    said: true,
    label: {
      zh: '有滥用职权、玩忽职守、徇私舞弊行为',
      en: 'powers were abused, duties neglected, or private ends served',
    },
    holds: ({ filing }) => filing.ground === 'abuse',
  },
  /** 第三十二条: no refused order is needed. */
  budget: {
    said: true,
    label: {
      zh: '未按照批准的预算执行，或者要求施工单位垫资（第三十二条），并以情形代码写明',
      en: 'it bought beyond its budget, or had the builder advance the money (Article 32), said by code',
    },
    holds: (input) => groundIs('budget')(input) && saysOneOf('overBudget', 'advanceFunding')(input),
  },
  /** 第三十三条第一款, 民营经济促进法第七十三条: bad consequences, no refused order. */
  consequences: {
    said: true,
    label: {
      zh: '造成不良后果或者影响，并写明事实',
      en: 'it had bad consequences or effects, and it is said which',
    },
    holds: (input) => groundIs('consequences')(input) && input.filing.consequences !== undefined,
  },
  /** 第三十三条第二款. */
  auditBasis: {
    said: true,
    label: {
      zh: '没有法律、行政法规依据，要求以审计结果作为结算依据（第三十三条第二款），并以情形代码写明',
      en: 'it made an audit the basis of settlement without a law (Article 33(2)), said by code',
    },
    holds: saysOneOf('soeAuditBasis'),
  },
  /** 第三十四条. */
  undisclosed: {
    said: true,
    label: {
      zh: '未按照规定在年度报告中公示，或者隐瞒、弄虚作假（第三十四条），并以情形代码写明',
      en: 'its annual report does not disclose its arrears, or not truthfully (Article 34), said by code',
    },
    holds: saysOneOf('annualReport'),
  },
  /** 第二十三条第二款: a power of the department, whoever has the complaint. */
  smeDepartment: {
    label: {
      zh: '提请单位为县级以上人民政府负责中小企业促进工作综合管理的部门',
      en: 'the unit is the SME department of a government of county level or above',
    },
    holds: ({ proposer }) => proposer.capacities?.includes('smeDepartment') === true,
  },
  /** 第二十三条第一款: of an authority, not of the debtor. */
  worksBadly: {
    said: true,
    label: {
      zh: '写明政策落实不到位、工作推进不力的部门或者地方政府及其情形',
      en: 'it is said which authority works badly, and how',
    },
    holds: ({ filing }) => filing.authority !== undefined && filing.poorWork !== undefined,
  },
  /** 发改财金〔2023〕1103号: 被投诉主体的上级部门或者主管部门. */
  determiner: {
    label: {
      zh: '提请单位为本件的认定部门（被投诉单位的上级部门或者主管部门）',
      en: 'the unit is the one that determines this case: above the respondent, or in charge of the matter',
    },
    holds: ({ subjects, proposer }) =>
      proposer.unitId !== null &&
      subjects.every(
        ({ context }) => (context as PromiseContext).determiner?.unitId === proposer.unitId,
      ),
  },
  /** 第三十一条: 其上级机关. */
  aboveRespondent: {
    label: {
      zh: '提请单位在被投诉单位之上（隶属关系，或者其所在行政区域包含被投诉单位所在地）',
      en: 'the unit stands above the respondent: in its line, or in a place that includes its own',
    },
    holds: ({ proposer }) => proposer.isAboveRespondent === true,
  },
  /** 信用修复管理办法: the subject applies, with a public commitment. */
  appliedFor: {
    said: true,
    label: {
      zh: '信用主体已通过“信用中国”网站提出修复申请并作出信用承诺',
      en: 'the subject has applied through Credit China and made its commitment',
    },
    holds: ({ filing }) => filing.application !== undefined,
  },
  leastRun: {
    label: {
      zh: '已达到最短公示期（一般失信3个月，严重失信1年）',
      en: 'it was public for its least term (general: 3 months, serious: 1 year)',
    },
    holds: ({ subjects: [first], on }) =>
      first === undefined ||
      measuresOf(first).every(
        ({ filing: { type, severity }, context: { publication }, state }) =>
          type !== 'publication' ||
          state !== 'served' ||
          !publication ||
          on >= leastUntil(publication.from, severity ?? severityOf(publication, on)),
      ),
  },
} as const satisfies Readonly<Record<string, Condition>>;

export type Precondition = keyof typeof preconditions;
