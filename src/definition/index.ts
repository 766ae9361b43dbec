/** What a workflow author imports; everything else of the product is hidden from a workflow. */
export type { BusinessDate } from '../kernel/business-date.js';
export type { InputError } from '../kernel/domain-error.js';
export type { Appointment, Attachment } from './attachment.js';
export { capacities, type Capacity } from './capacity.js';
export {
  Asks,
  IsCode,
  fieldKinds,
  wordsOf,
  type CodeWord,
  type CodeWords,
  type FieldKind,
} from './asks.js';
export * from './code-words.js';
export { basisLabel, citation, marks, type LegalBasis } from './basis.js';
export {
  defineCalculator,
  type AnyCalculatorDefinition,
  type CalculatorDefinition,
} from './calculator.js';
export {
  afterOf,
  delaysOf,
  ladder,
  lapseOf,
  subjectOf,
  termUnits,
  type ClockDefinition,
  type ClockDefinitions,
  type DayCounter,
  type DayStep,
  type OmittedDays,
  type Deadline,
  type Ladder,
  type Pause,
  type Rung,
  type SubjectLapse,
  type Term,
  type TermCount,
} from './clock.js';
export { bareNumber, identifierSorts, type Identifier, type IdentifierSort } from './identifier.js';
export type { CitedFile, FiledFile } from './filed-file.js';
export type {
  DocumentInput,
  DocumentReference,
  DocumentRequest,
  DocumentSet,
  WithDocument,
} from './document.js';
export {
  daysInWords,
  governings,
  policyUnits,
  warningUnits,
  type WarningUnit,
  rollRules,
  startRules,
  type ClockPolicy,
  type Governing,
  type LadderPlan,
  type PauseGround,
  type PausePolicy,
  type PolicyOf,
  type PolicyUnit,
  type RollRule,
  type StartRule,
} from './clock-policy.js';
export {
  dutyPairsOf,
  sharedDutiesOf,
  type ApartFrom,
  type DutyPair,
  type Hands,
  type SharedDuty,
  type TogetherWith,
} from './duties.js';
export type { Information, Proposal } from './effect.js';
export {
  defineEvent,
  type AnyEventDefinition,
  type CaseEvent,
  type EventDefinition,
  type EventDefinitions,
  type EventFacts,
  type EventsOf,
  type OfficerFacts,
  type PayloadClass,
  type RuleInput,
  type UnitFacts,
} from './event.js';
export { keyNotAllowed, keyScopes, keyScopeWords, type KeyScope } from './key-scope.js';
export type { Label } from './label.js';
export { stagesOf, type Stage } from './ladder-stages.js';
export type { LinkDefinition, LinkDefinitions } from './link.js';
export {
  localesFor,
  UNREACHED,
  type NoticeDefinition,
  type NoticeDefinitions,
  type NoticeInput,
  type Notify,
  type Outsider,
} from './notice.js';
export {
  caseOfficers,
  caseRoles,
  locales,
  roles,
  rolesApart,
  systemActor,
  type ActingRole,
  type Actor,
  type Addressee,
  type Locale,
  type Office,
  type Party,
  type Role,
} from './party.js';
export type { LedgerDefinition, LedgerFigures, LedgerLine, LedgerStatement } from './ledger.js';
export type { RightInterruption, TimedRight } from './right.js';
export {
  dayBases,
  dayBasisWords,
  type DayBasis,
  type LprPublication,
  type References,
} from './reference.js';
export { IsBusinessDate, IsMoment, YEARS_AHEAD, type DayBounds } from './day-validators.js';
export * from './text-validators.js';
export {
  toldByLetter,
  UNSERVED,
  UNSERVED_TO_HEAD,
  type Told,
  type ToldByLetter,
  type ToldOtherwise,
} from './told.js';
export {
  addressSources,
  type AddressFacts,
  type AddressSource,
  type Service,
  type ServiceAddress,
} from './service-address.js';
export * from './validators.js';
export {
  type AboutCases,
  type AnyFilingDefinition,
  type CaseContext,
  type DataTable,
  type EarlierMemory,
  type EscalationAccount,
  type EscalationDefinition,
  type EscalationLevel,
  type Filed,
  type Filing,
  type FilingDefinition,
  type FilingDoubt,
  type FilingRuleInput,
  type Opening,
  type OpeningInput,
  type Prohibition,
  type Proposer,
  type RelatedCase,
  type Sort,
  type StateMeta,
  type SubjectCase,
  type WorkflowDefinition,
} from './workflow.js';
