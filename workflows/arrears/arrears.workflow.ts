import type { WorkflowDefinition } from '../../src/definition/index.js';
import { sharedTemplates } from '../acts/notices.js';
import { refusals } from '../acts/refusals.js';
import { arrearsClocks } from './arrears.clocks.js';
import { arrearsEvents } from './arrears.events.js';
import { feedbackLinks } from './arrears.feedback.js';
import { arrearsFiling } from './arrears.filing.js';
import { arrearsMachine } from './arrears.machine.js';
import { arrearsNotices } from './arrears.notices.js';

/**
 * A public body or a large enterprise owes money to an SME (拖欠中小企业账款): reviewed, handed
 * to the competent department, answered in writing within 30 days, at most 90.
 */
export const arrearsV1: WorkflowDefinition = {
  key: 'arrears',
  version: 1,
  label: { zh: '拖欠中小企业账款投诉', en: 'Overdue payment' },
  numberPrefix: 'A',
  filing: arrearsFiling,
  machine: arrearsMachine,
  events: arrearsEvents,
  clocks: arrearsClocks,
  guards: {
    ...refusals,
    mayMediate: {
      zh: '只有存在分歧的欠款才组织协商调解。',
      en: 'Only what is disputed is mediated.',
    },
  },
  notices: arrearsNotices,
  links: feedbackLinks,
  templates: [new URL('./notices/', import.meta.url), sharedTemplates],
};
