import type { StateMeta } from '../../src/definition/index.js';

/** States that mean the same in every kind of complaint. */
export const sharedStates = {
  followUp: {
    label: { zh: '待回访办结', en: 'Follow-up' },
    holder: 'acceptor',
    next: {
      zh: '请填写回访问卷：是否联系、是否解决、是否满意；以企业本人的答复为准。',
      en: 'Say whether the matter is solved and whether you are satisfied; your own word counts.',
    },
  },
  reexamination: {
    label: { zh: '复核中', en: 'Re-examination' },
    holder: 'acceptorHead',
    next: {
      zh: '上一级的其他人员将对您的异议作出复核决定。',
      en: 'Another officer of the upper level decides on your objection.',
    },
  },
  closed: {
    label: { zh: '已办结', en: 'Closed' },
    holder: null,
    next: {
      zh: '案件已办结；有新的事实和理由的，可以申请重新办理一次。',
      en: 'The case is closed; on new facts you may ask once to have it reopened.',
    },
    closed: true,
  },
  reopeningAsked: {
    label: { zh: '待决定是否重新办理', en: 'Reopening asked for' },
    holder: 'acceptor',
    next: {
      zh: '受理单位将决定是否重新办理。',
      en: 'The accepting office decides whether to reopen the case.',
    },
  },
  withdrawn: {
    label: { zh: '已撤回', en: 'Withdrawn' },
    holder: null,
    next: { zh: '投诉已撤回。', en: 'The complaint was withdrawn.' },
  },
  terminated: {
    label: { zh: '已终止', en: 'Terminated' },
    holder: null,
    next: {
      zh: '办理已终止，理由见通知。',
      en: 'The case ended without a result; the letter says why.',
    },
  },
} as const satisfies Readonly<Record<string, StateMeta>>;
