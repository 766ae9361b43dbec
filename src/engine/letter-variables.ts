import type { Clock } from '../clocks/clock.entity.js';
import {
  basisLabel,
  daysInWords,
  type CaseEvent,
  type ClockPolicy,
  type Label,
  type Party,
  type PolicyOf,
  type WorkflowDefinition,
} from '../definition/index.js';
import type { JsonObject } from '../kernel/json.js';
import {
  dayInWords,
  inLanguage,
  type LetterDeadline,
  type LetterTerm,
  type LetterVariables,
} from '../notices/letter.js';
import { maskedLink } from '../notices/letter-links.js';
import { maskedCode, maskedTrackingLink } from '../notices/tracking-code.js';
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
  /** Clocks whose length the letter tells, and the policies that say it. */
  readonly terms: readonly string[];
  readonly policyOf: PolicyOf;
  /** Why a clock has its date. */
  readonly whyOf: (clock: Clock) => Label;
  /** The receipt tells the tracking code in words; every letter to the enterprise has it in its link. */
  readonly receipt: boolean;
  /** The reader acts by the link in the letter. */
  readonly byLink: boolean;
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
    byLink: content.byLink,
    trackingCode: content.receipt ? maskedCode : '',
    deadline: clock ? deadlineOf(content, clock, say) : null,
  };
  return Object.assign(common, termsOf(content, say), inLanguage(own, language));
}

/**
 * The enterprise follows its case by the tracking page; officers are told how to open it. Who has
 * no account can open nothing but by a link of his own. Secrets are put in as the letter leaves.
 */
function linkFor({ record, reader, party, byLink }: LetterContent, publicUrl: string): string {
  if (byLink) return maskedLink(publicUrl);
  if (reader.accountId === null) return '';
  return party === 'enterprise'
    ? maskedTrackingLink(publicUrl, record.number)
    : `${publicUrl}/cases/${record.id}`;
}

function termsOf({ terms, policyOf }: LetterContent, say: (label: Label) => string): JsonObject {
  if (terms.length === 0) return {};
  const inWords = ({ value, cap, unit }: ClockPolicy): LetterTerm => ({
    term: say(daysInWords(value, unit)),
    cap: say(daysInWords(cap ?? value, unit)),
    more: say(daysInWords((cap ?? value) - value, unit)),
  });
  return { terms: Object.fromEntries(terms.map((name) => [name, inWords(policyOf(name))])) };
}

function deadlineOf(
  { workflow, whyOf, reader }: LetterContent,
  clock: Clock,
  say: (label: Label) => string,
): LetterDeadline {
  const label = workflow.clocks[clock.name]?.label;
  return {
    label: label ? say(label) : clock.name,
    dueOn: dayInWords(clock.dueOn, clock.provisional, reader.language),
    rawDueOn: clock.rawDueOn,
    rolled: clock.rawDueOn !== clock.dueOn,
    provisional: clock.provisional,
    derivation: say(whyOf(clock)),
    basis: say(basisLabel(clock.basis)),
    mark: clock.mark,
    markLabel: say(
      clock.mark === 'law'
        ? { zh: '法定期限', en: 'set by law' }
        : { zh: '平台规则', en: 'platform policy' },
    ),
  };
}
