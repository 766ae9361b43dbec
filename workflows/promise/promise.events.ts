import { defineEvent, type EventsOf, type SubjectLapse } from '../../src/definition/index.js';
import { escalationEventsOf } from '../acts/escalating.js';
import { apart } from '../acts/duties.js';
import * as acts from '../acts/events.js';
import { confirmEnterprise } from '../acts/identity.js';
import { refuseExtensionBeyond, refuseReferral } from '../acts/handling.js';
import {
  ezhou2024,
  foreignInvestment2019,
  goodFaith2023,
  guangxi2023,
  henan2020,
  hubei2020,
  law,
  petition2022,
  policy,
  policyAfter,
  shenzhen2022,
} from '../acts/instruments.js';
import { pausingOf } from '../acts/pausing.js';
import { confirmAddress } from '../acts/service-address.js';
import { refuseUnnamedProcedure, rejectionOf, terminationOf } from '../acts/coded-payloads.js';
import { recordService } from '../acts/serving.js';
import { NotePayload } from '../acts/payloads.js';
import { rejectionGrounds, terminationGrounds } from './promise.grounds.js';
import type { PromiseContext } from './promise.context.js';
import { promiseDecisions } from './promise.documents.js';
import { determinerEvents } from './promise.determiner.js';
import { fromOrder, rectificationEvents } from './promise.rectification.js';
import { PromiseResult, refuseResult } from './promise.result.js';

export class PromiseRejection extends rejectionOf(rejectionGrounds) {}
export class PromiseTermination extends terminationOf(terminationGrounds) {}

/** That an extension is approved by the head and told to the enterprise (延期). */
const extensionBasis = policyAfter(henan2020);

export const promiseEvents = {
  'complaint.check': defineEvent({
    by: ['acceptor', 'acceptorHead'],
    label: { zh: '核查登记', en: 'Register the first check' },
    payload: NotePayload,
    example: { note: '已电话核实企业身份，生成工单。' },
    basis: law(guangxi2023),
  }),
  'supplement.request': { ...acts.requestSupplement, basis: policyAfter(shenzhen2022) },
  'supplement.submit': { ...acts.submitSupplement, basis: policyAfter(shenzhen2022) },
  'enterprise.confirm': confirmEnterprise,
  'complaint.accept': {
    ...acts.accept,
    basis: policyAfter(hubei2020),
    document: promiseDecisions.acceptance,
  },
  'complaint.reject': defineEvent<PromiseRejection, PromiseContext>({
    by: ['acceptor', 'acceptorHead'],
    label: { zh: '不予受理', en: 'Reject' },
    payload: PromiseRejection,
    shownToEnterprise: ['reasonCode', 'note', 'document'],
    document: promiseDecisions.rejection,
    example: {
      reasonCode: 'betweenMarketEntities',
      note: '属于市场主体之间的民事纠纷，可向人民法院起诉。',
    },
    basis: policyAfter(ezhou2024),
  }),
  'referral.send': {
    ...acts.sendReferral,
    basis: law(goodFaith2023),
    refuse: refuseReferral('promise'),
  },
  'referral.sign': acts.signReferral,
  'referral.return': { ...acts.returnReferral, basis: policyAfter(petition2022, '23(3)') },
  'referral.uphold': { ...acts.upholdReferral, basis: policyAfter(petition2022, '23(3)') },
  'extension.request': {
    ...acts.requestExtension,
    basis: extensionBasis,
    refuse: refuseExtensionBeyond('cityReply'),
  },
  'extension.approve': {
    ...acts.approveExtension,
    basis: extensionBasis,
    document: promiseDecisions.extension,
  },
  'extension.refuse': { ...acts.refuseExtensionRequest, basis: extensionBasis },
  ...pausingOf('cityReply'),
  'result.submit': defineEvent<PromiseResult, PromiseContext>({
    by: ['handler', 'handlerHead'],
    label: { zh: '报送办理结果', en: 'Submit the result' },
    payload: PromiseResult,
    example: {
      resultCode: 'verified',
      summary: '经核对会议纪要与拨款凭证，二期补贴确未拨付。',
      publicReply: '承诺属实，二期补贴将列入12月预算执行。',
      internalNote: '财政拨款需市政府专题会议确认。',
    },
    internal: ['internalNote'],
    basis: policyAfter(hubei2020),
    refuse: refuseResult,
  }),
  'result.sendBack': { ...acts.sendBackResult, basis: policyAfter(hubei2020) },
  'reply.send': {
    ...acts.sendReply,
    document: promiseDecisions.result,
    basis: policyAfter(foreignInvestment2019, '30'),
    apartFrom: [apart.fromResult],
  },
  'cooperation.answer': acts.answerCooperation,
  'survey.answer': acts.answerSurvey,
  'followUp.record': { ...acts.recordFollowUp, basis: policyAfter(hubei2020) },
  'objection.file': acts.fileObjection,
  'serviceAddress.confirm': confirmAddress,
  'service.record': recordService,
  'reexamination.decide': {
    ...acts.decideReexamination,
    // An order of the supervising authority takes the place of the answer.
    apartFrom: [apart.fromReply, apart.fromOwnResult, fromOrder],
  },
  ...determinerEvents,
  ...rectificationEvents,
  'case.close': acts.closeCase,
  'reopening.request': acts.requestReopening,
  'reopening.grant': acts.grantReopening,
  'reopening.refuse': acts.refuseReopening,
  ...acts.assignment,
  ...acts.evidence,
  ...escalationEventsOf(policyAfter(goodFaith2023)),
  // The promise need not be one of a purchase, nor the complainant an SME: Order 802 is silent.
  'retaliation.report': {
    ...acts.reportRetaliation,
    basis: policyAfter(foreignInvestment2019, '31'),
  },
  'complaint.withdraw': { ...acts.withdraw, basis: policy },
  'complaint.terminate': defineEvent<PromiseTermination, PromiseContext>({
    by: ['acceptor', 'acceptorHead'],
    label: { zh: '终止办理', en: 'Terminate' },
    payload: PromiseTermination,
    shownToEnterprise: ['groundCode', 'note', 'procedure', 'document'],
    document: promiseDecisions.termination,
    example: {
      groundCode: 'courtOrArbitration',
      note: '企业已就同一事项提起行政诉讼。',
      procedure: { authority: '某人民法院', number: '（2026）桂0102行初1号' },
    },
    basis: policyAfter(ezhou2024),
    refuse: (input) => refuseUnnamedProcedure(terminationGrounds, input),
  }),
};

export type PromiseEvent = EventsOf<typeof promiseEvents> | SubjectLapse<'cooperation'>;
