import { defineEvent } from '../../src/definition/index.js';
import {
  ExtensionPayload,
  NoPayload,
  NotePayload,
  ReasonPayload,
  ReferralPayload,
  ReplyPayload,
  SupplementAnswer,
  SupplementItems,
  WithdrawalPayload,
} from './payloads.js';

/**
 * Acts that mean the same in every kind of complaint. A workflow takes what it needs and adds
 * its legal basis and its rules: `{ ...acts.accept, basis: … }`.
 */
export const accept = defineEvent({
  by: ['acceptor', 'acceptorHead'],
  label: { zh: '受理', en: 'Accept' },
  payload: NotePayload,
  example: { note: '材料齐全，属于受理范围。' },
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
  label: { zh: '提交补正材料', en: 'Hand in missing material' },
  payload: SupplementAnswer,
  example: { answer: '已补充承诺文件全文及加盖公章的投诉书。' },
});

export const sendReferral = defineEvent({
  by: ['acceptor', 'acceptorHead'],
  label: { zh: '转办', en: 'Refer' },
  payload: ReferralPayload,
  example: { unitId: '0190a6e0-0000-7000-8000-000000450100', note: '请依法协调处理。' },
  shownToEnterprise: ['unitId'],
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
  payload: NoPayload,
  example: {},
});

export const refuseExtensionRequest = defineEvent({
  by: ['handlerHead'],
  label: { zh: '不同意延期', en: 'Refuse the extension' },
  payload: ReasonPayload,
  example: { reason: '材料已齐，应按期办结。' },
});

export const sendBackResult = defineEvent({
  by: ['acceptor', 'acceptorHead'],
  label: { zh: '退回重办', en: 'Send the result back' },
  payload: ReasonPayload,
  example: { reason: '未说明补贴为何只拨付一半。' },
});

export const sendReply = defineEvent({
  by: ['acceptor', 'acceptorHead'],
  label: { zh: '书面答复', en: 'Reply in writing' },
  payload: ReplyPayload,
  example: { text: '经核实，承诺属实，余款将于2026年12月31日前拨付。' },
  shownToEnterprise: ['text'],
});

export const withdraw = defineEvent({
  by: ['enterprise'],
  label: { zh: '撤回投诉', en: 'Withdraw the complaint' },
  payload: WithdrawalPayload,
  example: { reason: '款项已全部到账。', underPressure: false },
  // Who was pressed must not be given away to whom the case was with (第802号令第20条).
  hiddenFromHandler: ['reason', 'underPressure'],
});
