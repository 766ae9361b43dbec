import type { WorkflowDefinition } from '../../src/definition/index.js';
import { sharedTemplates } from '../acts/notices.js';
import { retaliationClocks } from './retaliation.clocks.js';
import { retaliationEvents } from './retaliation.events.js';
import { retaliationFiling } from './retaliation.filing.js';
import { retaliationMachine } from './retaliation.machine.js';
import { retaliationNotices } from './retaliation.notices.js';

/**
 * Retaliation against an enterprise or its people because they complained (打击报复): a case of its
 * own beside the complaint, seen by the head of the accepting office and the supervisors alone.
 */
export const retaliationV1: WorkflowDefinition = {
  key: 'retaliation',
  version: 1,
  label: { zh: '打击报复反映', en: 'Report of retaliation' },
  numberPrefix: 'R',
  filing: retaliationFiling,
  machine: retaliationMachine,
  events: retaliationEvents,
  clocks: retaliationClocks,
  guards: {},
  notices: retaliationNotices,
  templates: [new URL('./notices/', import.meta.url), sharedTemplates],
};
