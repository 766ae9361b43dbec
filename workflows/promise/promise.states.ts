import type { StateMeta } from '../../src/definition/index.js';
import { sharedStates } from '../acts/states.js';

/** What each state is called, who has the case in it, and what comes next for the enterprise. */
export const promiseStates = {
  submitted: {
    label: { zh: '待受理', en: 'Submitted' },
    holder: 'acceptor',
    next: {
      zh: '受理单位将决定是否受理，或一次性告知需补正的材料。',
      en: 'The accepting office decides whether to accept, or names everything that is missing at once.',
    },
  },
  supplement: {
    label: { zh: '待补正', en: 'Waiting for missing material' },
    holder: 'enterprise',
    next: {
      zh: '请在期限内提交补正材料；逾期未补正的，本次投诉终结，可重新提交。',
      en: 'Hand in the missing material in time; otherwise this complaint lapses and may be filed again.',
    },
  },
  accepted: {
    label: { zh: '已受理待转办', en: 'Accepted' },
    holder: 'acceptor',
    next: {
      zh: '受理单位将转交相关市的承办单位办理。',
      en: 'The accepting office refers the case to a unit of the city concerned.',
    },
  },
  referred: {
    label: { zh: '已转办待签收', en: 'Referred' },
    holder: 'handler',
    next: {
      zh: '承办单位将签收并开始协调处理。',
      en: 'The unit signs for the case and begins to work on it.',
    },
  },
  handling: {
    label: { zh: '协调处理中', en: 'In progress' },
    holder: 'handler',
    next: {
      zh: '承办单位将在期限内报送办理结果。',
      en: 'The unit submits its result within the term.',
    },
  },
  returned: {
    label: { zh: '退回待改派', en: 'Returned, to be reassigned' },
    holder: 'acceptor',
    next: {
      zh: '受理单位将改派其他单位或维持原转办。',
      en: 'The accepting office refers the case to another unit or leaves it where it is.',
    },
  },
  resultIn: {
    label: { zh: '结果待审核', en: 'Result under review' },
    holder: 'acceptor',
    next: {
      zh: '受理单位将审核结果并书面答复。',
      en: 'The accepting office reviews the result and replies in writing.',
    },
  },
  rework: {
    label: { zh: '退回重办', en: 'Sent back to the unit' },
    holder: 'handler',
    next: {
      zh: '承办单位将补充办理后重新报送。',
      en: 'The unit mends its result and submits it again.',
    },
  },
  replied: {
    label: { zh: '已答复', en: 'Replied' },
    holder: 'acceptor',
    next: {
      zh: '受理单位将回访是否解决、是否满意；对答复不服的，可在期限内提出异议。',
      en: 'The accepting office asks whether the matter is solved; you may object within the term.',
    },
  },
  rectifying: {
    label: { zh: '整改中', en: 'Rectification' },
    holder: 'handler',
    next: {
      zh: '承办单位将督促在规定日期前完成整改，并按月报告进展。',
      en: 'What was found is put right by the date that was set, with a report each month.',
    },
  },
  fulfilled: {
    label: { zh: '整改待确认', en: 'Rectification to be confirmed' },
    holder: 'supervisor',
    next: {
      zh: '请确认承诺是否已经兑现；不认可的，可以说明理由。',
      en: 'Confirm that the promise was fulfilled, or say why it was not.',
    },
  },
  rejected: {
    label: { zh: '不予受理', en: 'Not accepted' },
    holder: null,
    next: { zh: '请按告知的渠道反映。', en: 'Use the channel named in the letter.' },
  },
  lapsed: {
    label: { zh: '逾期未补正', en: 'Lapsed' },
    holder: null,
    next: {
      zh: '材料齐备后可重新提交投诉。',
      en: 'The complaint may be filed again with all material.',
    },
  },
  ...sharedStates,
} as const satisfies Readonly<Record<string, StateMeta>>;
