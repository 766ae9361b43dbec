import type { CaseContext, ClockDefinition } from '../../src/definition/index.js';
import { officers } from '../acts/clocks.js';

export const retaliationClocks = {
  /** Whether it is true, and who has to act on it (核查打击报复线索). */
  examination: {
    id: 'R-EXAMINE',
    label: { zh: '核查打击报复线索', en: 'Examination of the report' },
    owedBy: 'acceptorHead',
    metBy: ['retaliation.refer', 'retaliation.dismiss'],
    stages: officers,
  },
} as const satisfies Readonly<Record<string, ClockDefinition<CaseContext>>>;

export type RetaliationClock = keyof typeof retaliationClocks;
