import type { WorkflowDefinition } from '../../src/definition/index.js';
import { closingGrounds } from '../acts/codes.js';
import { escalationBy } from '../acts/escalating.js';
import { sharedTemplates } from '../acts/notices.js';
import { refusals } from '../acts/refusals.js';
import { promiseClocks } from './promise.clocks.js';
import { determinerRefusals } from './promise.determiner.js';
import { promiseDocuments } from './promise.documents.js';
import { promiseEvents } from './promise.events.js';
import { promiseFiling } from './promise.filing.js';
import { promiseMachine } from './promise.machine.js';
import { promiseNotices } from './promise.notices.js';
import { promiseInput, promiseTimedRights } from './promise.rights.js';

/**
 * A government did not keep its promise (政府不兑现承诺): accepted, referred to the city
 * concerned, handled within the term, answered to the enterprise in writing.
 */
export const promiseV1: WorkflowDefinition = {
  key: 'promise',
  version: 1,
  label: { zh: '政府不兑现承诺投诉', en: 'Broken promise' },
  numberPrefix: 'P',
  filing: { ...promiseFiling, remembers: promiseInput },
  machine: promiseMachine,
  events: promiseEvents,
  clocks: promiseClocks,
  guards: {
    ...determinerRefusals,
    ...refusals,
    mayRectify: {
      zh: '只有查明属实或者越权承诺的，才责令整改。',
      en: 'Only what was found to be true, or promised beyond authority, is put right.',
    },
    orderUnserved: {
      zh: '整改决定已经送达被投诉人。',
      en: 'The order was served on the respondent already.',
    },
    orderGoesElsewhere: {
      zh: '整改决定已经发往该地址。',
      en: 'The order went to this address already.',
    },
  },
  notices: promiseNotices,
  documents: promiseDocuments,
  escalation: escalationBy(promiseClocks),
  rights: promiseTimedRights,
  closingGrounds,
  templates: [new URL('./notices/', import.meta.url), sharedTemplates],
};
