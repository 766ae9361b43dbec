import type { Clock } from '../clocks/clock.entity.js';
import {
  subjectOf,
  toldByLetter,
  UNREACHED,
  type Addressee,
  type CaseContext,
  type CaseEvent,
  type NoticeDefinition,
  type Notify,
  type Outsider,
  type Party,
  type WorkflowDefinition,
} from '../definition/index.js';
import type { Case } from './case.entity.js';
import { contextOf, partyOf, type AnyMachineSnapshot } from './machine-step.js';
import type { Recipient } from './party-directory.js';

/** Letters that a step asks for, and everything they may tell. */
export interface LetterRequest {
  readonly workflow: WorkflowDefinition;
  readonly record: Case;
  readonly clocks: readonly Clock[];
  readonly snapshot: AnyMachineSnapshot;
  readonly letters: readonly Notify[];
  readonly event: CaseEvent;
}

/** One letter with the party, unit and deadline it resolves to. */
export interface PlannedLetter {
  readonly name: string;
  readonly notice: NoticeDefinition;
  readonly party: Party;
  readonly unitId: string | null;
  readonly coUnitIds: readonly string[];
  readonly clock: Clock | null;
  /** People without an account to whom the letter goes besides. */
  readonly outsiders: readonly Recipient[];
}

/**
 * The letters that a step asks for. In the place of those that have nowhere to go, because no
 * address of the respondent is confirmed, officers get one that says so.
 */
export function planLetters(request: LetterRequest): readonly PlannedLetter[] {
  const planned = request.letters.flatMap((letter) => lettersOf(request, letter));
  const { serviceAddress } = contextOf(request.snapshot);
  const lost = planned.find(({ party }) => party === 'respondent');
  const isTold = planned.some(({ name }) => name === UNREACHED);
  if (!lost || isTold || (serviceAddress ?? null) !== null) return planned;
  const instead = { notice: UNREACHED, ...(lost.clock && { about: lost.clock.name }) };
  return [...planned, ...lettersOf(request, instead)];
}

function lettersOf(
  { workflow, record, clocks, snapshot, event }: LetterRequest,
  { notice: name, about, subject = subjectOf(event.type) ?? undefined }: Notify,
): PlannedLetter[] {
  const context = contextOf(snapshot) as never;
  const notice = workflow.notices[name];
  if (!notice) throw new Error(`No letter is declared by the name ${name}.`);
  if (notice.when && !notice.when({ context, event })) return [];
  const clockName = about ?? notice.about;
  const clock =
    clocks.findLast(
      (candidate) =>
        candidate.name === clockName &&
        (candidate.subject === null || subject === undefined || candidate.subject === subject),
    ) ?? null;
  const unitId = notice.unit ? notice.unit(context) : record.unitId;
  const coUnitIds = subject === undefined ? record.coUnitIds : [subject];
  const letter = { name, notice, unitId, coUnitIds, clock };
  const outsiders = (notice.also?.({ context, event }) ?? []).map(outsider);
  const party = partyFor(workflow, notice.to, clock, contextOf(snapshot));
  const copies = notice.copies?.(context) ?? [];
  return [
    { ...letter, party, outsiders },
    ...[...new Set(copies)]
      .filter((copy) => copy !== party)
      .map((copy) => ({ ...letter, party: copy, outsiders: [] })),
  ];
}

const outsider = ({ name, email }: Outsider): Recipient => ({
  accountId: null,
  unitId: null,
  name,
  email,
  language: 'zh-CN',
});

/** Who answers for a clock, or serves its term in another way, and that party's head. */
function partyFor(
  workflow: WorkflowDefinition,
  to: Addressee,
  clock: Clock | null,
  context: CaseContext,
): Party {
  if (!isOfClock(to)) return partyOf(to, context);
  if (!clock) throw new Error('A letter to whoever is responsible must be about a clock.');
  const serving = to === 'serving' || to === 'servingHead';
  const party = serving ? servingOf(workflow, clock, context) : clock.owedBy;
  return to === 'responsibleHead' || to === 'servingHead' ? headOf(party) : party;
}

type OfClock = 'responsible' | 'responsibleHead' | 'serving' | 'servingHead';

function isOfClock(to: Addressee): to is OfClock {
  return to.startsWith('responsible') || to.startsWith('serving');
}

function servingOf({ clocks }: WorkflowDefinition, { name }: Clock, context: CaseContext): Party {
  const told = toldByLetter(clocks[name]?.told);
  if (!told) throw new Error(`${name} depends on no letter, so nobody serves it in another way.`);
  return partyOf(told.servedBy, context);
}

function headOf(party: Party): Party {
  if (party === 'acceptor') return 'acceptorHead';
  if (party === 'handler') return 'handlerHead';
  if (party === 'coHandler') return 'coHandlerHead';
  return party;
}
