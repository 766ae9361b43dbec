import type { BusinessDate, CaseEvent, InputError, RuleInput } from '../../src/definition/index.js';
import { atFiling, handAgain, type HandlingContext } from './handling.js';
import type { FollowUpPayload, SurveyPayload } from './payloads.js';

/** So many follow-ups in vain, and a case may be closed without the enterprise's word. */
export const TRIES = 3;

/** Why a case may be closed (办结情形); whether it is solved is another question. */
export type ClosingGround =
  | 'solved'
  | 'paidOff'
  | 'principalPaid'
  | 'rectified'
  | 'upheld'
  | 'explained'
  | 'guided'
  | 'noAnswer';

/** What a case remembers from its answer to its end. */
export interface AnsweringContext<Clock extends string = string> extends HandlingContext<Clock> {
  readonly resultCode: string | null;
  /** The day of the written answer, from which the enterprise's objection counts. */
  readonly answeredOn: BusinessDate | null;
  /** Whether the enterprise may still object to the answer. */
  readonly mayObject: boolean;
  readonly objected: boolean;
  /** Whether the outcome is the enterprise's own answer to the survey. */
  readonly surveyed: boolean;
  /** Follow-ups that did not reach the enterprise. */
  readonly tries: number;
  /** The supervising authority has confirmed that the promise was fulfilled. */
  readonly rectified: boolean;
  /** The re-examination has upheld the answer. */
  readonly upheld: boolean;
  /** The case was handed back to its unit by a re-examination or a reopening. */
  readonly rehandled: boolean;
  readonly reopeningAsked: boolean;
  /** What the enterprise said when it asked to have the case reopened. */
  readonly newFacts: string | null;
  readonly closedFor: ClosingGround | null;
}

export const beforeAnswer: AnsweringContext<never> = {
  ...atFiling,
  resultCode: null,
  answeredOn: null,
  mayObject: false,
  objected: false,
  surveyed: false,
  tries: 0,
  rectified: false,
  upheld: false,
  rehandled: false,
  reopeningAsked: false,
  newFacts: null,
  closedFor: null,
};

/** What came of it is asked anew: what was said of an earlier state does not count for this one. */
export const askedAnew = { surveyed: false, outcome: null, tries: 0 } as const;

/** The written answer goes out: the enterprise may object once, and is asked what came of it. */
export function atAnswer({ objected }: AnsweringContext, { on }: CaseEvent) {
  return {
    ...askedAnew,
    answeredOn: on,
    mayObject: !objected,
    upheld: false,
  };
}

/** The enterprise's own word. */
export function surveyed({ solved, satisfied }: SurveyPayload) {
  return { surveyed: true, outcome: { solved, satisfied } };
}

/** What the enterprise said on the telephone; its own answer to the survey stays above it. */
export function followedUp(context: AnsweringContext, payload: FollowUpPayload) {
  const { contacted, solved = false, satisfied = false } = payload;
  if (!contacted) return { tries: context.tries + 1 };
  return context.surveyed ? {} : { outcome: { solved, satisfied } };
}

/** What was said is there when the enterprise was reached, and not otherwise. */
export function refuseFollowUp({
  payload: { contacted, solved, satisfied },
}: RuleInput<FollowUpPayload, AnsweringContext>): readonly InputError[] {
  if (!contacted && (solved === true || satisfied === true)) {
    const message = 'Nobody was reached, so nobody said so: leave out solved and satisfied.';
    return [{ path: 'payload.contacted', rule: 'saidByTheEnterprise', message }];
  }
  if (!contacted) return [];
  return Object.entries({ solved, satisfied }).flatMap(([field, value]) =>
    value === undefined
      ? [{ path: `payload.${field}`, rule: 'isBoolean', message: `${field} must be a boolean.` }]
      : [],
  );
}

/** The unit takes the case up anew, by a re-examination or on new facts. */
export function rehandled(context: AnsweringContext, on: BusinessDate) {
  return {
    ...handAgain(context, on),
    ...askedAnew,
    resultCode: null,
    mayObject: false,
    rectified: false,
    upheld: false,
    rehandled: true,
    closedFor: null,
  };
}

/** Which results of a kind of complaint let a case be closed without being solved. */
export interface ClosingRules {
  /** They end a matter by being explained in writing. */
  readonly explained: readonly string[];
  /** They do once a re-examination has upheld them; not given: all do. */
  readonly upheld?: readonly string[];
  /** They do when the enterprise cannot be reached; not given: all do. */
  readonly unanswered?: readonly string[];
}

/**
 * Why the case may be closed now; null: it may not. A matter that is verified and unsolved stays open: closed
 * and solved are two things, but the one is not done for the sake of the other.
 */
export function closingGround(
  context: AnsweringContext,
  rules: ClosingRules,
): ClosingGround | null {
  const { outcome, mayObject, rectified, upheld, resultCode, tries } = context;
  const result = (codes: readonly string[] | undefined): boolean =>
    codes === undefined || (resultCode !== null && codes.includes(resultCode));
  if (outcome?.solved === true && (outcome.satisfied || !mayObject)) return 'solved';
  if (rectified) return 'rectified';
  if (upheld && result(rules.upheld)) return 'upheld';
  if (result(rules.explained)) return 'explained';
  return outcome === null && tries >= TRIES && result(rules.unanswered) ? 'noAnswer' : null;
}

interface Asked {
  readonly context: AnsweringContext;
  readonly event: CaseEvent;
}

/** Guards from the answer to the end; `acts/refusals.ts` gives them words. */
export const answeringGuards = {
  mayObject: ({ context }: Asked) => context.mayObject && !context.objected,
  notSurveyed: ({ context }: Asked) => !context.surveyed,
  mayAskReopening: ({ context }: Asked) => !context.reopeningAsked,
  /** Dissatisfied, or handed back to its unit: the matter is under supervision (督办). */
  unsatisfied: ({ context }: Pick<Asked, 'context'>) =>
    context.rehandled ||
    (context.outcome !== null && !(context.outcome.solved && context.outcome.satisfied)),
  notClosed: ({ context }: Asked) => context.closedFor === null,
  upheld: ({ context }: Asked) => context.upheld,
};
