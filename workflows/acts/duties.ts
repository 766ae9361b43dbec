import type { ApartFrom, TogetherWith } from '../../src/definition/index.js';
import { internalControl2012, petition2022, policyAfter } from './instruments.js';

/** That asking and deciding, doing and checking are in different hands (不相容岗位相互分离). */
export const separationBasis = policyAfter(internalControl2012);

/** Pairs that are kept apart in every kind of complaint; an act names those that it is kept from. */
export const apart = {
  fromRequest: {
    act: 'extension.request',
    why: {
      zh: '申请延期的人员不得审批自己的申请。',
      en: 'Who asked for the extension does not decide on it.',
    },
    basis: separationBasis,
  },
  fromReturn: {
    act: 'referral.return',
    why: {
      zh: '申请退回的人员不得决定该申请。',
      en: 'Who returned the case does not decide where it stays.',
    },
    basis: separationBasis,
  },
  fromResult: {
    act: 'result.submit',
    why: {
      zh: '报送办理结果的人员不得审核该结果。',
      en: 'Who submitted the result does not review it.',
    },
    basis: separationBasis,
  },
  /** Another officer re-examines (另行指定人员复核). */
  fromReply: {
    act: 'reply.send',
    why: {
      zh: '作出答复的人员不得复核自己的答复。',
      en: 'Who gave the answer does not re-examine it.',
    },
    basis: policyAfter(petition2022, '35'),
  },
  fromOwnResult: {
    act: 'result.submit',
    why: {
      zh: '报送办理结果的人员不得复核根据该结果作出的答复。',
      en: 'Who submitted the result does not re-examine the answer that rests on it.',
    },
    basis: policyAfter(petition2022, '35'),
  },
  fromClosing: {
    act: 'case.close',
    why: {
      zh: '办结案件的人员不得决定是否重新办理。',
      en: 'Who closed the case does not decide whether it is opened again.',
    },
    basis: separationBasis,
  },
} as const satisfies Readonly<Record<string, ApartFrom>>;

/** Pairs that one might expect to be kept apart and that one officer may do, with the reason. */
export const together = {
  returnedTwice: {
    act: 'referral.send',
    because: {
      zh: '第一次退回由转办人员处理，第二次退回由受理单位负责人决定。',
      en: 'A first return is settled by whoever sent the case; the second is for the head alone.',
    },
  },
  pauseOfOwn: {
    act: 'pause.start',
    because: {
      zh: '中止由承办单位负责人决定并书面告知企业和受理单位，恢复计算只会使期限继续。',
      en: 'The head decides on a pause, which is told to the enterprise and the accepting office; ending it only lets the term run on.',
    },
  },
  closingOnWord: {
    act: 'followUp.record',
    because: {
      zh: '办结情形由系统核对，企业本人的答复优先，企业可以提出异议或者申请重新办理。',
      en: "The grounds of closing are checked by the product, the enterprise's own word stands above what was recorded, and it may object or have the case opened again, which others decide.",
    },
  },
  closingOfReply: {
    act: 'reply.send',
    because: {
      zh: '办结情形由系统核对，是否重新办理由其他人员决定。',
      en: 'The grounds of closing are checked by the product; whether the case is opened again is for others.',
    },
  },
} as const satisfies Readonly<Record<string, TogetherWith>>;
