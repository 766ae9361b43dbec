import type { Label } from '../../src/definition/index.js';

/**
 * Where somebody may turn who is turned away here (其他救济渠道). Each ground of a list names every
 * one that is open to whoever it is about, the most suitable first.
 */
export const channels = {
  /** A civil dispute: as the contract provides. */
  court: {
    zh: '依照合同约定申请仲裁，或者向有管辖权的人民法院提起诉讼',
    en: 'arbitration or the competent court, as the contract provides',
  },
  administrativeRemedies: {
    zh: '对行政机关的行政行为，依法申请行政复议或者提起行政诉讼',
    en: 'administrative reconsideration or an administrative suit against an act of an authority',
  },
  /** 民营经济促进法 67, 70, 73: whoever the complainant is, and however large. */
  promiseComplaint: {
    zh: '被投诉人为政府、事业单位或者国有企业的，可以提交“政府不兑现承诺”投诉（民营经济组织，包括大型企业和个体工商户）',
    en: 'a complaint of a broken promise, where the respondent is a government, a public institution or a state-owned enterprise (any private organisation, large ones and sole traders too)',
  },
  arrearsComplaint: {
    zh: '因采购货物、工程、服务被机关、事业单位或者大型企业拖欠账款的中小企业，可以提交“拖欠中小企业账款”投诉',
    en: 'a complaint of overdue payment, for an SME to which a public body or a large enterprise owes money for goods, works or services',
  },
  /** 民营经济促进法 69: local governments clear arrears and organise mediation. */
  clearingOffice: {
    zh: '被投诉人所在地人民政府清理拖欠企业账款工作机构',
    en: "the office of the local government at the respondent's place that clears arrears",
  },
  mediation: {
    zh: '申请调解组织（包括工商业联合会、律师协会的调解组织）调解',
    en: 'mediation, also by bodies of the federation of industry and commerce or the bar association',
  },
  hotline: { zh: '12345政务服务便民热线', en: 'the hotline 12345' },
  nationalPlatform: {
    zh: '国家统一的拖欠中小企业款项投诉平台（工业和信息化部）',
    en: 'the national platform for payment complaints (Ministry of Industry and Information Technology)',
  },
  otherProvince: {
    zh: '被投诉人所在地省级人民政府负责中小企业促进工作综合管理的部门',
    en: "the SME department of the province at the respondent's place",
  },
  thatProcedure: {
    zh: '在已经受理的程序中主张权利',
    en: 'the procedure that has taken it up',
  },
  thatAuthority: { zh: '向办理该案件的机关反映', en: 'the authority that handles that case' },
  reopening: {
    zh: '有新的事实和理由的，在原案件中申请重新办理',
    en: 'reopening of the earlier case, on new facts and reasons',
  },
  counterparty: {
    zh: '向与您订立合同的一方主张',
    en: 'whoever made the contract with you',
  },
  afterDueDate: {
    zh: '付款期限届满后再次投诉',
    en: 'a complaint once the due date has passed',
  },
  completeAgain: {
    zh: '备齐营业执照、签字人身份或者授权材料后再次投诉',
    en: 'a complaint with the licence and the proof of who signs for the enterprise',
  },
  truthfulAgain: {
    zh: '如实更正后再次投诉',
    en: 'a complaint with facts that are true',
  },
  army: {
    zh: '按照军队的有关规定，向采购单位的上级机关反映',
    en: 'the body above the purchasing one, by the rules of the army',
  },
  police: {
    zh: '向公安机关报案，或者向监察机关、司法机关反映',
    en: 'the police, the supervisory or the judicial authorities',
  },
  competentBody: {
    zh: '向依法有权处理的机关反映；不清楚由谁处理的，拨打12345热线',
    en: 'the body that is competent by law; the hotline 12345 says which',
  },
  legalAid: {
    zh: '向法律服务机构申请公益法律服务',
    en: 'free legal service of a legal service body',
  },
  /** 企业破产法 (Enterprise Bankruptcy Law). */
  bankruptcyClaim: {
    zh: '在人民法院确定的期限内向破产管理人申报债权；附利息的债权自破产申请受理时起停止计息',
    en: 'declaration of the claim to the administrator within the term of the court; interest stops when the bankruptcy is accepted',
  },
  liquidation: {
    zh: '向清算组申报债权；未经清算即注销的，可以依法向有清算义务的人主张',
    en: 'declaration to the liquidators; where there was no liquidation, a claim against those who owed one',
  },
  enforcement: {
    zh: '被执行人未履行生效法律文书的，在法定期间内向人民法院申请强制执行，并可以申请将其纳入失信被执行人名单',
    en: 'enforcement by the court within its term where a judgment or award is not performed, and the list of dishonest judgment debtors',
  },
  enforcementCourt: {
    zh: '向执行法院反映财产线索；认为执行行为违法的，可以向执行法院提出异议或者向上一级人民法院申请执行',
    en: 'the enforcing court with traces of property; an objection there, or the court above it',
  },
} as const satisfies Readonly<Record<string, Label>>;
