import { defineEvent } from '../../src/definition/index.js';
import { refuseFollowUp } from './answering.js';
import { refuseAssignee } from './desks.js';
import { apart, together } from './duties.js';
import { law, order802, policy, policyAfter, petition2022 } from './instruments.js';
import {
  AcceptancePayload,
  AssigneePayload,
  CooperationAnswer,
  EvidencePayload,
  EvidenceSealPayload,
  ExtensionApproval,
  ExtensionPayload,
  FollowUpPayload,
  NoPayload,
  NotePayload,
  ObjectionPayload,
  ReasonPayload,
  ReexaminationDecision,
  ReferralPayload,
  ReopeningPayload,
  ReplyPayload,
  RetaliationReport,
  SupplementAnswer,
  SupplementItems,
  SurveyPayload,
  WithdrawalPayload,
} from './payloads.js';

/**
 * Acts that mean the same in every kind of complaint. A workflow takes what it needs and adds
 * its legal basis and its rules: `{ ...acts.accept, basis: … }`.
 */
export const accept = defineEvent({
  by: ['acceptor', 'acceptorHead'],
  label: { zh: '受理', en: 'Accept' },
  payload: AcceptancePayload,
  example: { note: '材料齐全，属于受理范围。' },
  shownToEnterprise: ['document'],
  enterpriseIdentity: 'needs',
});

export const requestSupplement = defineEvent({
  by: ['acceptor', 'acceptorHead'],
  label: { zh: '一次性告知补正', en: 'Ask for missing material' },
  payload: SupplementItems,
  example: { items: ['加盖公章的投诉书', '承诺文件全文复印件'] },
  shownToEnterprise: ['items'],
});

export const submitSupplement = defineEvent({
  by: ['enterprise'],
  keyScope: 'supplement',
  label: { zh: '提交补正材料', en: 'Hand in missing material' },
  payload: SupplementAnswer,
  example: { answer: '已补充承诺文件全文及加盖公章的投诉书。' },
});

export const sendReferral = defineEvent({
  by: ['acceptor', 'acceptorHead'],
  label: { zh: '转办', en: 'Refer' },
  payload: ReferralPayload,
  example: { unitId: '0190a6e0-0000-7000-8000-000000450100', note: '请依法协调处理。' },
  shownToEnterprise: ['unitId', 'notTheRespondent'],
  apartFrom: [apart.fromReturn],
});

export const signReferral = defineEvent({
  by: ['handler', 'handlerHead'],
  label: { zh: '签收', en: 'Sign for the referral' },
  payload: NoPayload,
  example: {},
});

export const returnReferral = defineEvent({
  by: ['handler', 'handlerHead'],
  label: { zh: '申请退回', en: 'Return to the sender' },
  payload: ReasonPayload,
  example: { reason: '该承诺由市自然资源局作出，不属于本单位职责。' },
});

export const upholdReferral = defineEvent({
  by: ['acceptor', 'acceptorHead'],
  label: { zh: '维持转办', en: 'Uphold the referral' },
  payload: ReasonPayload,
  example: { reason: '依职责分工，仍由贵单位办理，期限不变。' },
  apartFrom: [apart.fromReturn],
  togetherWith: [together.returnedTwice],
});

export const requestExtension = defineEvent({
  by: ['handler'],
  label: { zh: '申请延期', en: 'Ask for an extension' },
  payload: ExtensionPayload,
  example: { days: 10, reason: '需核对三个年度的拨款凭证。' },
});

export const approveExtension = defineEvent({
  by: ['handlerHead'],
  label: { zh: '批准延期', en: 'Approve the extension' },
  payload: ExtensionApproval,
  example: {},
  shownToEnterprise: ['document'],
  apartFrom: [apart.fromRequest],
});

export const refuseExtensionRequest = defineEvent({
  by: ['handlerHead'],
  label: { zh: '不同意延期', en: 'Refuse the extension' },
  payload: ReasonPayload,
  example: { reason: '材料已齐，应按期办结。' },
  apartFrom: [apart.fromRequest],
});

export const sendBackResult = defineEvent({
  by: ['acceptor', 'acceptorHead'],
  label: { zh: '退回重办', en: 'Send the result back' },
  payload: ReasonPayload,
  example: { reason: '未说明补贴为何只拨付一半。' },
  apartFrom: [apart.fromResult],
});

export const sendReply = defineEvent({
  by: ['acceptor', 'acceptorHead'],
  label: { zh: '书面答复', en: 'Reply in writing' },
  payload: ReplyPayload,
  example: { text: '经核实，承诺属实，余款将于2026年12月31日前拨付。' },
  shownToEnterprise: ['text', 'document'],
});

export const withdraw = defineEvent({
  by: ['enterprise'],
  label: { zh: '撤回投诉', en: 'Withdraw the complaint' },
  payload: WithdrawalPayload,
  example: { reason: '款项已全部到账。', underPressure: false },
  // Who was pressed must not be given away to whom the case was with (第802号令第二十条).
  hiddenFromHandler: ['reason', 'underPressure'],
});

/** Answer of a unit that cooperates (配合单位). */
export const answerCooperation = defineEvent({
  by: ['handler', 'handlerHead'],
  units: 'cooperating',
  label: { zh: '反馈配合意见', en: 'Answer as a unit that cooperates' },
  payload: CooperationAnswer,
  example: { answer: '经查，二期用地手续已于2025年办结，不存在用地障碍。' },
  basis: policy,
});

/** The enterprise's own word on the outcome. */
export const answerSurvey = defineEvent({
  by: ['enterprise'],
  keyScope: 'answers',
  label: { zh: '填写回访问卷', en: 'Answer the survey' },
  payload: SurveyPayload,
  example: { contacted: true, solved: true, satisfied: true, comment: '款项已到账。' },
  basis: policy,
});

/** A try of the acceptor to hear the enterprise's word. */
export const recordFollowUp = defineEvent({
  by: ['acceptor', 'acceptorHead'],
  label: { zh: '记录回访', en: 'Record a follow-up' },
  payload: FollowUpPayload,
  example: { contacted: true, solved: true, satisfied: true, note: '电话回访。' },
  refuse: refuseFollowUp,
  basis: policy,
});

export const fileObjection = defineEvent({
  by: ['enterprise'],
  keyScope: 'answers',
  label: { zh: '提出异议', en: 'Object to the answer' },
  payload: ObjectionPayload,
  example: { reason: '答复未说明余款何时拨付。' },
  basis: policyAfter(petition2022, '35'),
});

export const decideReexamination = defineEvent({
  by: ['acceptorHead', 'supervisor'],
  label: { zh: '作出复核决定', en: 'Decide on the objection' },
  payload: ReexaminationDecision,
  example: { outcome: 'rehandle', reason: '原答复对拨款期限未予说明，发回重新办理。' },
  shownToEnterprise: ['outcome', 'reason'],
  basis: policyAfter(petition2022, '35'),
  apartFrom: [apart.fromReply, apart.fromOwnResult],
});

export const closeCase = defineEvent({
  by: ['acceptor', 'acceptorHead'],
  label: { zh: '办结', en: 'Close the case' },
  payload: NotePayload,
  example: { note: '企业确认已解决。' },
  basis: policy,
  togetherWith: [together.closingOfReply, together.closingOnWord],
});

export const requestReopening = defineEvent({
  by: ['enterprise'],
  label: { zh: '申请重新办理', en: 'Ask to reopen the case' },
  payload: ReopeningPayload,
  example: { newFacts: '办结后取得拨款凭证，显示二期补贴已被挪用。' },
  basis: policy,
});

export const grantReopening = defineEvent({
  by: ['acceptor', 'acceptorHead'],
  label: { zh: '同意重新办理', en: 'Reopen the case' },
  payload: NotePayload,
  example: { note: '属于新的事实。' },
  basis: policy,
  apartFrom: [apart.fromClosing],
});

export const refuseReopening = defineEvent({
  by: ['acceptor', 'acceptorHead'],
  label: { zh: '不同意重新办理', en: 'Refuse to reopen the case' },
  payload: ReasonPayload,
  example: { reason: '所述事实在原办理过程中已经核查。' },
  shownToEnterprise: ['reason'],
  basis: policy,
  apartFrom: [apart.fromClosing],
});

/** Retaliation against who complained (打击报复): a case of its own, which the unit does not see. */
export const reportRetaliation = defineEvent({
  by: ['enterprise'],
  label: { zh: '反映打击报复', en: 'Report retaliation' },
  payload: RetaliationReport,
  example: {
    what: '投诉后对方单位停止与我公司的全部合作，并要求撤回投诉。',
    happenedOn: '2026-01-15',
    byWhom: '对方单位采购部门',
  },
  basis: law(order802, '20'),
  opens: 'retaliation',
});

const officers = ['acceptor', 'acceptorHead', 'handler', 'handlerHead'] as const;

/** On whose desk a case lies, on either side of it. */
export const assignment = {
  'assignment.take': defineEvent({
    by: officers,
    label: { zh: '承办', en: 'Take the case' },
    payload: NoPayload,
    example: {},
  }),
  'assignment.give': defineEvent({
    by: officers,
    label: { zh: '分派承办人', en: 'Give the case to an officer' },
    payload: AssigneePayload,
    example: { accountId: '0190a6e0-0000-7000-8000-000000450101' },
    refuse: refuseAssignee,
  }),
  'assignment.release': defineEvent({
    by: [...officers, 'admin'],
    label: { zh: '退回待分派', en: 'Put the case back' },
    payload: NoPayload,
    example: {},
  }),
};

const evidenceId = '0190a6e0-0000-7000-8000-0000000e0001';

/** Files of the case, by the routes of their own. */
export const evidence = {
  'evidence.add': defineEvent({
    by: ['enterprise', ...officers, 'supervisor'],
    keyScope: 'evidence',
    units: 'both',
    label: { zh: '提交证据材料', en: 'Add a file' },
    payload: EvidencePayload,
    example: {
      evidenceId,
      name: '会议纪要.pdf',
      type: 'application/pdf',
      size: 48_211,
      sha256: '5b1f0c2a9d8e7f60415263748596a7b8c9d0e1f2031425364758697a8b9cadbe',
      shownToEnterprise: true,
    },
    shownToEnterpriseIf: 'shownToEnterprise',
    through: 'evidence',
  }),
  'evidence.seal': defineEvent({
    by: ['acceptorHead', 'supervisor'],
    label: { zh: '封存证据材料', en: 'Seal a file' },
    payload: EvidenceSealPayload,
    example: { evidenceId, name: '会议纪要.pdf', reason: '含第三方商业秘密。' },
    through: 'evidence',
  }),
};
