import type { Label, LegalBasis } from '../../src/definition/index.js';
import type { CodeTable } from '../acts/coded-payloads.js';
import type { RespondentType } from '../acts/filing.js';
import { goodFaith2023, law, order802 } from '../acts/instruments.js';
import { paperWays } from '../acts/service-address.js';

/** Why somebody was found dishonest (失信认定事由). */
export const determinationGrounds = {
  refusedRectification: { zh: '拒不整改', en: 'refuses to put it right' },
  overdueRectification: { zh: '逾期未整改', en: 'did not put it right in time' },
  refusedPayment: { zh: '拒不支付无分歧欠款', en: 'refuses to pay an undisputed debt' },
  judgmentDebtor: { zh: '被列为失信被执行人', en: 'listed as a dishonest judgment debtor' },
  institutionalChange: {
    zh: '以机构调整为由不履约',
    en: 'does not perform because of an institutional change',
  },
  personnelChange: {
    zh: '以人员变动为由不履约',
    en: 'does not perform because of a change of persons',
  },
} as const satisfies CodeTable;

export type DeterminationGround = keyof typeof determinationGrounds;

/**
 * How grave a dishonesty is (失信信息分类), and for how long it may be public: in months, as the
 * Measures say it (信用修复管理办法), because months and years go by the calendar (民法典第二百零二条).
 */
export const severities = {
  slight: { zh: '轻微失信', en: 'slight', least: 0, most: 3 },
  general: { zh: '一般失信', en: 'general', least: 3, most: 12 },
  serious: { zh: '严重失信', en: 'serious', least: 12, most: 36 },
} as const;

export type Severity = keyof typeof severities;

/** Why a record is made public (发改财金〔2023〕1103号; 第802号令第二十六条). */
export const seriousness = {
  grave: { zh: '失信情形严重', en: 'the dishonesty is grave' },
  socialImpact: { zh: '造成严重不良社会影响', en: 'it has had a grave effect on society' },
  repeated: { zh: '多次反复失信', en: 'it was repeated' },
  publicOutcry: { zh: '群众反映强烈', en: 'the public resents it' },
} as const satisfies CodeTable;

export type Seriousness = keyof typeof seriousness;

/** How an authority works badly (政策落实不到位、工作推进不力; 第802号令第二十三条第一款). */
export const poorWork = {
  policyNotCarriedOut: { zh: '政策落实不到位', en: 'the policy is not carried out' },
  slowWork: { zh: '工作推进不力', en: 'the work makes no progress' },
  lateHandling: { zh: '逾期未办理投诉', en: 'complaints are not handled in time' },
  duesUnmet: {
    zh: '应当发出督办书、督促反馈而未履行职责',
    en: 'it did not supervise where it had to',
  },
} as const satisfies CodeTable;

export type PoorWork = keyof typeof poorWork;

/** Never an excuse: whoever pleads them is dishonest without more (发改财金〔2023〕1103号). */
export const neverExcuses: readonly DeterminationGround[] = [
  'institutionalChange',
  'personnelChange',
];

/** A restriction (限制措施), and to whom it may be applied. */
interface Restriction {
  readonly label: Label;
  readonly about: 'promise' | 'arrears';
  readonly targets: readonly RespondentType[];
  readonly basis: LegalBasis;
}

export const publicBodies = ['government', 'publicInstitution'] as const;
export const companies = ['stateOwnedEnterprise', 'largeEnterprise'] as const;

const ofPublicBody = (zh: string, en: string): Restriction => ({
  label: { zh, en },
  about: 'arrears',
  targets: publicBodies,
  basis: law(order802, '26'),
});
const ofCompany = (zh: string, en: string): Restriction => ({
  ...ofPublicBody(zh, en),
  targets: companies,
});
const ofPromise = (zh: string, en: string): Restriction => ({
  ...ofPublicBody(zh, en),
  about: 'promise',
  basis: law(goodFaith2023),
});

/** The lists differ for public bodies and large enterprises (第802号令第二十六条), and for promises. */
export const restrictions = {
  officialConsumption: ofPublicBody('限制公务消费', 'official consumption'),
  officeSpace: ofPublicBody('限制办公用房', 'office space'),
  fundAllocation: ofPublicBody('限制经费安排', 'allocation of funds'),
  fiscalSupport: ofCompany('限制财政资金支持', 'fiscal support'),
  investmentApproval: ofCompany('限制投资项目审批', 'approval of investment projects'),
  financing: ofCompany('限制融资获取', 'financing'),
  marketAccess: ofCompany('限制市场准入', 'market access'),
  qualification: ofCompany('限制资质评定', 'qualification'),
  honours: ofCompany('限制评优评先', 'honours'),
  centralBudget: ofPromise('限制中央预算内资金支持', 'funds of the central budget'),
  specialBonds: ofPromise('限制地方政府专项债券申请', 'special bonds'),
  projectRecommendation: ofPromise('限制项目推介', 'recommendation of projects'),
  // For cities of prefecture level and above.
  pilots: ofPromise(
    '取消发展改革系统评优评先和试点示范资格',
    'awards and pilots of the development and reform system',
  ),
  cityCreditScore: ofPromise('在城市信用监测中扣分', 'points off in the monitoring of city credit'),
  demonstrationArea: ofPromise(
    '取消社会信用体系建设示范区称号',
    'the title of a demonstration area of the credit system',
  ),
  // What the regions list beside it.
  governmentFunds: ofPromise('限制政府资金支持', 'support by government funds'),
  supportPolicies: ofPromise('限制申请扶持政策', 'support policies'),
  localHonours: ofPromise('取消评优评先', 'honours of the region'),
  procurement: ofPromise('限制参加政府采购', 'taking part in government procurement'),
} as const satisfies Readonly<Record<string, Restriction>>;

export type RestrictionCode = keyof typeof restrictions;

/** Why responsible persons are referred (问责移送事由). */
export const referralGrounds = {
  rectificationRefused: { zh: '责令改正后拒不改正', en: 'refuses to correct after the order' },
  consequences: { zh: '造成不良后果或者影响', en: 'bad consequences or effects' },
  budget: {
    zh: '未按照批准的预算执行，或者要求垫资建设',
    en: 'bought beyond the budget, or had the builder advance the money',
  },
  retaliation: { zh: '打击报复', en: 'retaliation' },
  abuse: {
    zh: '滥用职权、玩忽职守、徇私舞弊',
    en: 'abuse of powers, neglect of duties or acting for private ends',
  },
} as const satisfies CodeTable;

export type ReferralGround = keyof typeof referralGrounds;

/** What the audit found (审计结论). */
export const auditFindings = {
  confirmed: { zh: '属实', en: 'confirmed' },
  partlyConfirmed: { zh: '部分属实', en: 'partly confirmed' },
  notConfirmed: { zh: '不属实', en: 'not confirmed' },
} as const satisfies CodeTable;

/** How a document reached the respondent (送达方式). */
export const serviceWays = {
  mail: { zh: '电子邮件', en: 'e-mail' },
  ...paperWays,
} as const satisfies CodeTable;

/** What becomes of a publication that is looked at again (公示复查结论). */
export const reviewOutcomes = {
  keep: { zh: '继续公示', en: 'it goes on' },
  end: { zh: '终止公示', en: 'it ends' },
} as const satisfies CodeTable;

/** Who came to an interview (到场情况). */
export const attendanceWords = {
  present: { zh: '本人到场', en: 'came in person' },
  deputy: { zh: '委托他人到场', en: 'sent a deputy' },
  absent: { zh: '未到场', en: 'did not come' },
} as const satisfies CodeTable;

/** Sanctions that end with the repair of credit only. */
export const creditSanctions = ['dishonestyRecord', 'publication', 'restriction'] as const;
