import type {
  BusinessDate,
  CaseContext,
  InputError,
  Party,
  Pause,
  RuleInput,
  TermCount,
  UnitFacts,
} from '../../src/definition/index.js';
import type { MeasureReport } from './escalating.js';
import { respondentsOwn } from './not-the-respondent.js';
import type { ReferralPayload } from './payloads.js';

/** A unit that got the case, the day on which it first received it and what its term was extended by. */
export interface Referral {
  readonly unitId: string;
  readonly receivedOn: BusinessDate;
  readonly extendedBy: number;
  /** Days that its term does not count; not there as long as there are none. */
  readonly pauses?: readonly Pause[];
}

/** An extension that was asked for and is not decided yet. */
export interface ExtensionRequest {
  readonly days: number;
  readonly reason: string;
}

/** What a unit that cooperates (配合单位) has to contribute. */
export interface CooperationTask {
  readonly unitId: string;
  /** What it contributed; null as long as it has not answered. */
  readonly answer: string | null;
}

/** The part of a case's context that both kinds share: who has it, since when, how late. */
export interface HandlingContext<Clock extends string = string> extends CaseContext {
  /** In the order of referral; the last one has the case. */
  readonly referrals: readonly Referral[];
  readonly supplementAsked: boolean;
  readonly returns: number;
  /** Whether the unit may still say that the case is not its business. */
  readonly mayReturn: boolean;
  readonly extensionAsked: ExtensionRequest | null;
  /** The extension that was granted last; the letters about it are written after the step. */
  readonly extensionGranted: ExtensionRequest | null;
  /** Deadlines that have lapsed and whose act is still awaited. */
  readonly overdue: readonly Clock[];
  /** One for each unit that cooperates, in the order in which the acceptor named them. */
  readonly cooperation: readonly CooperationTask[];
  /** The last step of each measure about the case (督办书、约谈…). */
  readonly measures: readonly MeasureReport[];
}

export const atFiling: HandlingContext<never> = {
  unitId: null,
  referrals: [],
  supplementAsked: false,
  returns: 0,
  mayReturn: false,
  extensionAsked: null,
  extensionGranted: null,
  overdue: [],
  coUnitIds: [],
  cooperation: [],
  measures: [],
  officers: { acceptor: null, handler: null },
  outcome: null,
  serviceAddress: null,
};

/**
 * Hands the case to a unit. A unit that had it before keeps its first day of receipt and its
 * extensions, so that a return can never win time; another unit starts afresh.
 */
export function referTo(
  context: HandlingContext,
  { unitId, coUnitIds = [] }: ReferralPayload,
  on: BusinessDate,
): Pick<
  HandlingContext,
  'unitId' | 'referrals' | 'mayReturn' | 'extensionAsked' | 'coUnitIds' | 'cooperation' | 'officers'
> {
  const earlier = context.referrals.findLast((referral) => referral.unitId === unitId);
  return {
    unitId,
    referrals: [...context.referrals, earlier ?? { unitId, receivedOn: on, extendedBy: 0 }],
    mayReturn: true,
    extensionAsked: null,
    coUnitIds,
    cooperation: coUnitIds.map((id) => ({ unitId: id, answer: null })),
    officers: { ...context.officers, handler: null },
  };
}

/** The same unit takes the case up anew (重新办理): a new term from that day, nothing extended. */
export function handAgain(
  context: HandlingContext,
  on: BusinessDate,
): Pick<HandlingContext, 'referrals' | 'mayReturn' | 'coUnitIds' | 'cooperation'> {
  const { unitId, referrals } = context;
  return {
    referrals:
      unitId === null ? referrals : [...referrals, { unitId, receivedOn: on, extendedBy: 0 }],
    mayReturn: false,
    coUnitIds: [],
    cooperation: [],
  };
}

/** Units that cooperate and have not answered yet. */
export function awaitedUnits({ cooperation }: HandlingContext): readonly string[] {
  return cooperation.flatMap(({ unitId, answer }) => (answer === null ? [unitId] : []));
}

/** The contribution of the unit that the actor belongs to. */
export function withAnswer(
  { cooperation }: HandlingContext,
  unitId: string | null,
  answer: string,
): Pick<HandlingContext, 'cooperation'> {
  return {
    cooperation: cooperation.map((task) => (task.unitId === unitId ? { ...task, answer } : task)),
  };
}

/** The lead's result waits for the units that cooperate, or says why it does not. */
export function refuseHastyResult<Payload extends { readonly withoutCoUnits?: string }>({
  payload,
  context,
}: RuleInput<Payload, HandlingContext>): readonly InputError[] {
  const awaited = awaitedUnits(context).length;
  if (awaited === 0 || payload.withoutCoUnits !== undefined) return [];
  return [
    {
      path: 'payload.withoutCoUnits',
      rule: 'waitsForCoUnits',
      message: `${awaited} of the units that cooperate have not answered; say why the result does not wait for them.`,
    },
  ];
}

export const firstReceipt = {
  zh: '承办单位首次收到之日',
  en: "the unit's first receipt",
} as const;

/** How the terms of the unit that has the case are counted: from its receipt, without extensions. */
export function fromReceipt(context: HandlingContext, on: BusinessDate) {
  return { from: context.referrals.at(-1)?.receivedOn ?? on, extension: 0 };
}

/** The same with the extensions that were granted to the unit, and its pauses. */
export function fromReceiptExtended(context: HandlingContext, on: BusinessDate): TermCount {
  const pauses = context.referrals.at(-1)?.pauses;
  const count = { ...fromReceipt(context, on), extension: extendedBy(context) };
  return pauses ? { ...count, pauses } : count;
}

/** Days by which the term of the unit that has the case was extended. */
export function extendedBy(context: HandlingContext): number {
  return context.referrals.at(-1)?.extendedBy ?? 0;
}

/** The unit that had the case before the present one; null when there was none. */
export function previousUnit(context: HandlingContext): string | null {
  return context.referrals.at(-2)?.unitId ?? null;
}

/** The unit must exist, handle this kind, not be the respondent's, and be another one than before. */
export function refuseReferral(kind: string) {
  return ({
    payload,
    context,
    facts,
  }: RuleInput<ReferralPayload, HandlingContext>): readonly InputError[] => {
    const broken = brokenReferralRule(kind, payload, context, facts.unit ?? null);
    const lead = broken ? [{ path: 'payload.unitId', ...broken }] : [];
    return [...lead, ...refuseCoUnits(kind, payload, facts.coUnits ?? [])];
  };
}

/** Units that cooperate follow the same rules, and are neither the lead nor named twice. */
function refuseCoUnits(
  kind: string,
  { unitId, coUnitIds = [], notTheRespondent }: ReferralPayload,
  units: readonly (UnitFacts | null)[],
): readonly InputError[] {
  return coUnitIds.flatMap((id, index) => {
    const path = `payload.coUnitIds[${index}]`;
    if (id === unitId || coUnitIds.indexOf(id) !== index) {
      const message = 'A unit that cooperates is named once, and is not the one that leads.';
      return [{ path, rule: 'unitNamedOnce', message }];
    }
    const broken = brokenUnitRule(kind, units[index] ?? null, notTheRespondent);
    return broken ? [{ path, ...broken }] : [];
  });
}

function brokenReferralRule(
  kind: string,
  { unitId, notTheRespondent }: ReferralPayload,
  context: HandlingContext,
  unit: UnitFacts | null,
): Omit<InputError, 'path'> | null {
  const broken = brokenUnitRule(kind, unit, notTheRespondent);
  if (broken || unitId !== context.unitId) return broken;
  return {
    rule: 'unitChanges',
    message: `${unit?.name ?? ''} has the case already; use referral.uphold to leave it there.`,
  };
}

function brokenUnitRule(
  kind: string,
  unit: UnitFacts | null,
  notTheRespondent: string | undefined,
): Omit<InputError, 'path'> | null {
  if (!unit) return { rule: 'unitExists', message: 'There is no unit by this id.' };
  if (!unit.handles.includes(kind)) {
    return { rule: 'unitCompetent', message: `${unit.name} does not handle cases of this kind.` };
  }
  const own = respondentsOwn(unit, notTheRespondent);
  if (own || unit.isStaffed) return own;
  const message = `Nobody works in ${unit.name} who could handle the case: have the administrator invite an officer into it, or choose another unit.`;
  return { rule: 'unitStaffed', message };
}

/** The term with its extensions must stay within the cap of its policy, counted from the same day. */
export function refuseExtensionBeyond(clock: string) {
  return ({
    payload,
    context,
    policyOf,
  }: RuleInput<{ readonly days: number }, HandlingContext>): readonly InputError[] => {
    const { cap, value, basis } = policyOf(clock);
    const left = (cap ?? value) - value - extendedBy(context);
    if (payload.days <= left) return [];
    const article = basis.article === undefined ? '' : `, Art. ${basis.article}`;
    return [
      {
        path: 'payload.days',
        rule: 'extensionWithinCap',
        message: `At most ${left} days more may be granted (${basis.instrument.en}${article}).`,
      },
    ];
  };
}

/** The head's yes: the days asked for are added to the unit's term; its day 0 stays. */
export function grantExtension(
  context: HandlingContext,
): Pick<HandlingContext, 'referrals' | 'extensionAsked' | 'extensionGranted'> {
  const days = context.extensionAsked?.days ?? 0;
  const last = context.referrals.length - 1;
  return {
    referrals: context.referrals.map((referral, index) =>
      index === last ? { ...referral, extendedBy: referral.extendedBy + days } : referral,
    ),
    extensionAsked: null,
    extensionGranted: context.extensionAsked,
  };
}

/** Whether a deadline has lapsed whose act is still owed by this party. */
export function isLate(
  context: HandlingContext,
  party: Party,
  clocks: Readonly<Record<string, { readonly owedBy: Party }>>,
): boolean {
  return context.overdue.some((name) => clocks[name]?.owedBy === party);
}

export function withOverdue<Clock extends string>(
  context: HandlingContext<Clock>,
  clock: Clock,
): readonly Clock[] {
  return context.overdue.includes(clock) ? context.overdue : [...context.overdue, clock];
}

export function withoutOverdue<Clock extends string>(
  context: HandlingContext<Clock>,
  clock: Clock,
): readonly Clock[] {
  return context.overdue.filter((name) => name !== clock);
}
