import type { StateMeta } from '../../src/definition/index.js';

export const retaliationStates = {
  reported: {
    label: { zh: '核查中', en: 'Being examined' },
    holder: 'acceptorHead',
    next: {
      zh: '受理单位负责人将核查，并告知处理结果。',
      en: 'The head of the accepting office examines it and tells you what comes of it.',
    },
  },
  referred: {
    label: { zh: '已移送处理', en: 'Referred' },
    holder: null,
    next: { zh: '由有权机关依法处理。', en: 'The competent authority deals with it by law.' },
  },
  dismissed: {
    label: { zh: '核查不属实', en: 'Found unfounded' },
    holder: null,
    next: {
      zh: '有新的情况，可以再次反映。',
      en: 'You may report again when something new happens.',
    },
  },
} as const satisfies Readonly<Record<string, StateMeta>>;
