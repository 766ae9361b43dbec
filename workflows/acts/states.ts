import type { StateMeta } from '../../src/definition/index.js';

/** Ends that mean the same in every kind of complaint. */
export const sharedStates = {
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
