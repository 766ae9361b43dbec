import type { Label, LegalBasis } from '../../src/definition/index.js';
import type { RespondentType } from '../acts/filing.js';
import { law, order802, privateEconomy2025 } from '../acts/instruments.js';
import { companies, publicBodies } from './measure.codes.js';

/** A fact that the law attaches a consequence to (违法情形), and whom it can be said of. */
interface Violation {
  readonly label: Label;
  readonly about: 'promise' | 'arrears';
  readonly targets: readonly RespondentType[];
  readonly basis: LegalBasis;
}

const all = [...publicBodies, ...companies] as const;

const ofDebt = (
  article: string,
  targets: readonly RespondentType[],
  zh: string,
  en: string,
): Violation => ({ label: { zh, en }, about: 'arrears', targets, basis: law(order802, article) });

const ofPublicBody = (article: string, zh: string, en: string) =>
  ofDebt(article, publicBodies, zh, en);

/** Articles 31 to 35 of Order 802 and Article 73 of the Law on Promoting the Private Economy. */
export const violations = {
  latePayment: ofPublicBody(
    '31.1',
    '未在规定的期限内支付中小企业货物、工程、服务款项',
    'did not pay for goods, works or services in time',
  ),
  delayedInspection: ofPublicBody('31.2', '拖延检验、验收', 'delayed inspection or acceptance'),
  forcedNonCash: ofPublicBody(
    '31.3',
    '强制接受商业汇票、应收账款电子凭证等非现金支付，或者借此变相延长付款期限',
    'forced bills or electronic receivables on the SME, or put off payment by them',
  ),
  auditBasis: ofPublicBody(
    '31.4',
    '没有法律、行政法规依据，要求以审计机关的审计结果作为结算依据',
    'made the result of an audit the basis of settlement without a law that says so',
  ),
  deposits: ofPublicBody(
    '31.5',
    '违法收取保证金，拒绝接受保函，或者不及时核算并退还保证金',
    'took deposits against the law, refused guarantees or did not refund in time',
  ),
  excuses: ofPublicBody(
    '31.6',
    '以负责人变更、内部付款流程、等待竣工验收备案或者决算审计等为由拒付、迟付',
    'pleaded a change of persons, internal procedure, or waiting for records or audits',
  ),
  undisclosed: ofPublicBody(
    '31.7',
    '未按照规定公开逾期尚未支付中小企业款项信息',
    'did not disclose what it owes and has not paid',
  ),
  overBudget: ofPublicBody(
    '32.1',
    '使用财政资金采购，未按照批准的预算执行',
    'bought with fiscal funds without or beyond the approved budget',
  ),
  advanceFunding: ofPublicBody(
    '32.2',
    '要求施工单位对政府投资项目垫资建设',
    'had the builder advance the money for a government project',
  ),
  soeConsequences: ofDebt(
    '33(1)',
    ['stateOwnedEnterprise'],
    '拖欠中小企业款项，造成不良后果或者影响',
    'its arrears had bad consequences or effects',
  ),
  soeAuditBasis: ofDebt(
    '33(2)',
    ['stateOwnedEnterprise'],
    '没有法律、行政法规依据，要求以审计机关的审计结果作为结算依据',
    'made the result of an audit the basis of settlement without a law that says so',
  ),
  annualReport: ofDebt(
    '34',
    companies,
    '未按照规定在企业年度报告中公示逾期尚未支付中小企业款项信息，或者隐瞒真实情况、弄虚作假',
    'did not disclose its arrears in the annual report, or not truthfully',
  ),
  retaliation: ofDebt(
    '35',
    all,
    '对提出付款请求或者投诉的中小企业及其工作人员恐吓、打击报复',
    'threatened or punished who asked for payment or complained',
  ),
  abuse: ofDebt(
    '35',
    all,
    '滥用职权、玩忽职守、徇私舞弊',
    'abused its powers, neglected its duties or acted for private ends',
  ),
  unkeptPromise: {
    label: {
      zh: '未依法履行承诺、合同或者协议',
      en: 'did not keep a promise, a contract or an agreement',
    },
    about: 'promise',
    targets: all,
    basis: law(privateEconomy2025, '73'),
  },
} as const satisfies Readonly<Record<string, Violation>>;

export type ViolationCode = keyof typeof violations;

export const violationCodes = Object.keys(violations) as ViolationCode[];

/** What every case of a kind is about, where nobody says more. */
export function usualViolations(
  about: 'promise' | 'arrears',
  target: RespondentType,
): readonly ViolationCode[] {
  if (about === 'promise') return ['unkeptPromise'];
  return publicBodies.some((type) => type === target) ? ['latePayment'] : [];
}
