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
import type { Recipient, UnitReached } from './party-directory.js';

/** A letter and its reader, with all that the letter may tell. */
export interface LetterContent {
  readonly workflow: WorkflowDefinition;
  readonly record: Case;
  readonly snapshot: AnyMachineSnapshot;
  readonly event: CaseEvent;
  readonly clock: Clock | null;
  readonly reader: Recipient;
  readonly party: Party;
  readonly units: ReadonlyMap<string, UnitReached>;
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
  const { workflow, record, snapshot, event, clock, reader, units, own } = content;
  const { language } = reader;
  const say = (label: Label) => (language === 'en' ? label.en : label.zh);
  const state = publicState(snapshot);
  const nameOf = (unitId: string | null) =>
    say(units.get(unitId ?? '')?.name ?? { zh: '', en: '' });
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
    ...contactOf(content, say),
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

/** The unit to whose act the letter belongs, of measures; else the one that has the case. */
export function responsibleUnit({ aboutIds, unitId, acceptorUnitId }: Case, event: CaseEvent) {
  const acting = aboutIds.length > 0 ? event.actor.unitId : null;
  return acting ?? unitId ?? acceptorUnitId;
}

function contactOf(
  { record, event, units }: LetterContent,
  say: (label: Label) => string,
): Pick<LetterVariables, 'contact'> {
  const unit = units.get(responsibleUnit(record, event));
  if (!unit) return {};
  const { office, person, telephone, address } = unit.contact;
  const whom = { office: office ?? '', person: person ?? '' };
  return { contact: { unit: say(unit.name), ...whom, telephone, address: address ?? '' } };
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
