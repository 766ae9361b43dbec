import type { DataTable, LinkDefinitions, WorkflowDefinition } from '../../src/definition/index.js';
import { sharedTemplates } from '../acts/notices.js';
import { measureClocks } from './measure.clocks.js';
import type { MeasureContext } from './measure.context.js';
import { measureDocuments } from './measure.documents.js';
import { measureEvents } from './measure.events.js';
import { measureFiling } from './measure.proposal.js';
import { measureRefusals } from './measure.guards.js';
import { measureMachine } from './measure.machine.js';
import { measureNotices } from './measure.notices.js';
import { preconditions } from './measure.preconditions.js';
import { measureTypes } from './measure.table.js';
import { measureNames } from './measure.types.js';

/** Who may propose what, about which kind of complaint, against whom, after what. */
const routes: DataTable = {
  title: 'Measures',
  head: ['measure', 'proposed by', 'about', 'against', 'after', 'basis'],
  rows: measureNames.flatMap((name) => {
    const { label, routes: lawful } = measureTypes[name];
    return lawful.map(({ by, about, targets, after, basis }) => [
      `\`${name}\` ${label.zh} · ${label.en}`,
      by.join(', '),
      about.join(', '),
      targets.join(', '),
      after.map((each) => preconditions[each].label.en).join('; ') || '–',
      `${basis.mark === 'law' ? '**law**: ' : ''}${basis.instrument.en}${
        basis.article === undefined ? '' : `, Art. ${basis.article}`
      }`,
    ]);
  }),
};

/** An answer that comes within 5 working days more is late and still heard. */
const measureLinks: LinkDefinitions<MeasureContext> = {
  'response.submit': {
    clock: 'answer',
    grace: { value: 5, unit: 'workingDay' },
    title: '对督促措施的反馈',
    asks: ({ request }) => [request],
  },
  'defence.submit': {
    clock: 'defence',
    grace: { value: 5, unit: 'workingDay' },
    title: '陈述、申辩',
    asks: ({ type, facts, request }) => [
      `拟采取的措施：${measureTypes[type].label.zh}`,
      facts,
      request,
    ],
  },
};

/**
 * Escalation as legal acts (督办、函询、约谈、通报、责令整改、考核扣分、审计移送、失信惩戒、问责移送、信用修复):
 * proposed, approved, issued, served, and complied with, refused or lifted.
 */
export const measureV1: WorkflowDefinition = {
  key: 'measure',
  version: 1,
  label: { zh: '督促惩戒措施', en: 'Measure' },
  numberPrefix: 'M',
  filing: measureFiling,
  machine: measureMachine,
  events: measureEvents,
  clocks: measureClocks,
  guards: measureRefusals,
  notices: measureNotices,
  documents: measureDocuments,
  links: measureLinks,
  tables: [routes],
  templates: [new URL('./notices/', import.meta.url), sharedTemplates],
};
