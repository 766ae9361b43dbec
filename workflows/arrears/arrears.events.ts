import { defineEvent, type EventsOf, type SubjectLapse } from '../../src/definition/index.js';
import { escalationEventsOf } from '../acts/escalating.js';
import * as acts from '../acts/events.js';
import { confirmEnterprise } from '../acts/identity.js';
import { refuseExtensionBeyond, refuseReferral } from '../acts/handling.js';
import {
  ezhou2024,
  jiangsu2022,
  law,
  miit224,
  order802,
  petition2022,
  policy,
  policyAfter,
} from '../acts/instruments.js';
import { pausingOf } from '../acts/pausing.js';
import { confirmAddress } from '../acts/service-address.js';
import { recordService } from '../acts/serving.js';
import { rejectionOf, terminationOf } from '../acts/coded-payloads.js';
import { rejectionGrounds, terminationGrounds } from './arrears.grounds.js';
import type { ArrearsContext } from './arrears.context.js';
import { arrearsDecisions } from './arrears.documents.js';
import { feedbackEvents, type feedbackLapse } from './arrears.feedback.js';
import { guidanceEvents } from './arrears.guidance.js';
import { mediationEvents } from './arrears.mediation.js';
import { paymentEvents } from './arrears.payments.js';
import { planEvents } from './arrears.plan.js';
import { ArrearsResult, refuseResult } from './arrears.result.js';
import { sizeEvents, type SizeLapse } from './arrears.size.js';
import { determinationEvents } from './arrears.determination.js';
import { refuseTermination } from './arrears.termination.js';
import { termEvents } from './arrears.terms.js';

export class ArrearsRejection extends rejectionOf(rejectionGrounds) {}
export class ArrearsTermination extends terminationOf(terminationGrounds) {}

export const arrearsEvents = {
  'supplement.request': { ...acts.requestSupplement, basis: law(miit224) },
  'supplement.submit': { ...acts.submitSupplement, basis: law(miit224) },
  'enterprise.confirm': confirmEnterprise,
  'complaint.accept': {
    ...acts.accept,
    basis: law(miit224),
    document: arrearsDecisions.acceptance,
  },
  'complaint.reject': defineEvent<ArrearsRejection, ArrearsContext>({
    by: ['acceptor', 'acceptorHead'],
    label: { zh: '不予受理', en: 'Reject' },
    payload: ArrearsRejection,
    shownToEnterprise: ['reasonCode', 'note', 'document'],
    document: arrearsDecisions.rejection,
    example: {
      reasonCode: 'centralBody',
      note: '被投诉人为中央企业，请通过国家平台投诉。',
    },
    basis: policyAfter(jiangsu2022),
  }),
  'referral.send': {
    ...acts.sendReferral,
    label: { zh: '转交处理投诉部门', en: 'Transfer to the handling department' },
    basis: law(order802, '25(1)'),
    refuse: refuseReferral('arrears'),
  },
  'referral.sign': { ...acts.signReferral, basis: law(order802, '25(2)') },
  'referral.return': { ...acts.returnReferral, basis: policyAfter(petition2022, '23(3)') },
  'referral.uphold': { ...acts.upholdReferral, basis: policyAfter(petition2022, '23(3)') },
  'extension.request': {
    ...acts.requestExtension,
    basis: law(order802, '25(2)'),
    refuse: refuseExtensionBeyond('handling'),
  },
  'extension.approve': {
    ...acts.approveExtension,
    basis: law(order802, '25(2)'),
    document: arrearsDecisions.extension,
  },
  'extension.refuse': { ...acts.refuseExtensionRequest, basis: law(order802, '25(2)') },
  ...pausingOf('handling'),
  'result.submit': defineEvent({
    by: ['handler', 'handlerHead'],
    label: { zh: '形成处理结果', en: 'Form the result' },
    payload: ArrearsResult,
    example: {
      resultCode: 'partlyDisputed',
      summary: '验收单与对账函一致，其中200,000.00元涉及质量扣款争议。',
      publicReply: '无分歧欠款800,000.00元应当及时支付，其余200,000.00元建议协商。',
      verifiedPrincipal: '1000000.00',
      undisputed: '800000.00',
      disputed: '200000.00',
    },
    internal: ['internalNote'],
    basis: law(order802, '25(2)'),
    refuse: refuseResult,
  }),
  'reply.send': {
    ...acts.sendReply,
    document: arrearsDecisions.result,
    by: ['handler', 'handlerHead'],
    label: { zh: '书面反馈', en: 'Give written feedback' },
    basis: law(order802, '25(2)'),
    togetherWith: [
      {
        act: 'result.submit',
        because: {
          zh: '第802号令第二十五条第二款要求处理投诉部门形成结果并自行书面反馈；复核由受理部门的人员作出。',
          en: 'Article 25(2) has the unit form its result and feed it back itself; the office that accepted the case re-examines it.',
        },
      },
    ],
  },
  'serviceAddress.confirm': confirmAddress,
  'service.record': recordService,
  ...feedbackEvents,
  'cooperation.answer': acts.answerCooperation,
  'survey.answer': acts.answerSurvey,
  'followUp.record': acts.recordFollowUp,
  'objection.file': acts.fileObjection,
  'reexamination.decide': {
    ...acts.decideReexamination,
    // The answer is the handling unit's; the office that accepted the case stands above it.
    by: ['acceptor', 'acceptorHead', 'supervisor'],
  },
  ...mediationEvents,
  ...guidanceEvents,
  ...paymentEvents,
  ...planEvents,
  ...termEvents,
  ...determinationEvents,
  ...sizeEvents,
  'case.close': acts.closeCase,
  'reopening.request': { ...acts.requestReopening, basis: policyAfter(jiangsu2022) },
  'reopening.grant': { ...acts.grantReopening, basis: policyAfter(jiangsu2022) },
  'reopening.refuse': { ...acts.refuseReopening, basis: policyAfter(jiangsu2022) },
  ...acts.assignment,
  ...acts.evidence,
  ...escalationEventsOf(law(order802, '21')),
  'retaliation.report': acts.reportRetaliation,
  'complaint.withdraw': { ...acts.withdraw, basis: policy },
  'complaint.terminate': defineEvent<ArrearsTermination, ArrearsContext>({
    by: ['acceptor', 'acceptorHead'],
    label: { zh: '终止办理', en: 'Terminate' },
    payload: ArrearsTermination,
    shownToEnterprise: ['groundCode', 'note', 'procedure', 'document'],
    document: arrearsDecisions.termination,
    example: {
      groundCode: 'courtOrArbitration',
      note: '企业已向人民法院起诉。',
      procedure: { authority: '某人民法院', number: '（2026）桂0102民初1号' },
    },
    basis: policyAfter(ezhou2024),
    refuse: refuseTermination,
  }),
} as const;

export type ArrearsEvent =
  | EventsOf<typeof arrearsEvents>
  | SubjectLapse<'cooperation' | 'paymentSilence' | 'instalment' | 'instalmentGrace'>
  | SizeLapse
  | typeof feedbackLapse;
