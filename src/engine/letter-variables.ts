import type { Clock } from '../clocks/clock.entity.js';
import type {
  CaseEvent,
  Label,
  LegalBasis,
  Party,
  WorkflowDefinition,
} from '../definition/index.js';
import type { JsonObject } from '../kernel/json.js';
import { inLanguage, type LetterDeadline, type LetterVariables } from '../notices/letter.js';
import type { Case } from './case.entity.js';
import { publicState, type AnyMachineSnapshot } from './machine-step.js';
import type { Recipient } from './party-directory.js';

/** A letter and its reader, with all that the letter may tell. */
export interface LetterContent {
  readonly workflow: WorkflowDefinition;
  readonly record: Case;
  readonly snapshot: AnyMachineSnapshot;
  readonly event: CaseEvent;
  readonly clock: Clock | null;
  readonly reader: Recipient;
  readonly party: Party;
  readonly unitNames: ReadonlyMap<string, Label>;
  /** The letter's own variables. */
  readonly own: JsonObject;
  /** Only the receipt carries the tracking code. */
  readonly receipt: boolean;
}

/** The values of a letter's variables, in the reader's language. */
export function letterVariables(content: LetterContent, publicUrl: string): JsonObject {
  const { workflow, record, snapshot, event, clock, reader, unitNames, own } = content;
  const { language } = reader;
  const say = (label: Label) => (language === 'en' ? label.en : label.zh);
  const state = publicState(snapshot);
  const nameOf = (unitId: string | null) => say(unitNames.get(unitId ?? '') ?? { zh: '', en: '' });
  const common: LetterVariables = {
    caseNumber: record.number,
    kindLabel: say(workflow.label),
    enterpriseName: record.enterpriseName,
    respondentName: record.filing.respondent.name,
    unitName: nameOf(record.unitId),
    acceptorName: nameOf(record.acceptorUnitId),
    readerName: reader.name,
    happenedOn: event.on,
    stateLabel: say(state.meta.label),
    nextStep: say(state.meta.next),
    link: linkFor(content, publicUrl),
    trackingCode: content.receipt ? record.trackingCode : '',
    deadline: clock ? deadlineOf(workflow, clock, say) : null,
  };
  return { ...common, ...inLanguage(own, language) };
}

/** The enterprise follows its case by the tracking page; officers are told how to open it. */
function linkFor({ record, party }: LetterContent, publicUrl: string): string {
  return party === 'enterprise'
    ? `${publicUrl}/track/${record.number}?code=${record.trackingCode}`
    : `${publicUrl}/cases/${record.id}`;
}

function deadlineOf(
  workflow: WorkflowDefinition,
  clock: Clock,
  say: (label: Label) => string,
): LetterDeadline {
  const label = workflow.clocks[clock.name]?.label;
  return {
    label: label ? say(label) : clock.name,
    dueOn: clock.dueOn,
    rawDueOn: clock.rawDueOn,
    rolled: clock.rawDueOn !== clock.dueOn,
    provisional: clock.provisional,
    basis: basisText(clock.basis, say),
    mark: clock.mark,
    markLabel: say(
      clock.mark === 'law'
        ? { zh: '法定期限', en: 'set by law' }
        : { zh: '平台规则', en: 'platform policy' },
    ),
  };
}

/** `25(2)` → 第25条第2款. */
function basisText({ instrument, article }: LegalBasis, say: (label: Label) => string): string {
  if (article === undefined) return say(instrument);
  const [, number = article, paragraph] = /^(\d+)(?:\((\d+)\))?$/.exec(article) ?? [];
  const zh = `第${number}条${paragraph === undefined ? '' : `第${paragraph}款`}`;
  return say({ zh: `${instrument.zh}${zh}`, en: `${instrument.en}, Article ${article}` });
}
