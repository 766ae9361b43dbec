import type {
  BusinessDate,
  Label,
  LegalBasis,
  OpeningInput,
  TimedRight,
} from '../../src/definition/index.js';
import { addDays, addMonths } from '../../src/kernel/business-date.js';
import type { JsonObject } from '../../src/kernel/json.js';
import {
  administrativeProcedure2017,
  agreementRules2019,
  law,
  procedureInterpretation2018,
  reconsiderationLaw2023,
  reconsiderationRegulations2007,
} from '../acts/instruments.js';
import { limitationOf, type Limitation } from '../acts/limitation.js';
import {
  rightClock,
  rightLabels,
  rightOf,
  toldLimitation,
  type Right,
  type Rights,
  type RightsContext,
} from '../acts/rights.js';
import type { PromiseFiling } from './promise.filing.js';

/** What decides until when the enterprise may go on: what was promised how, until when, and refused when. */
export interface Due {
  /** The day by which it was to be kept, where one was named. */
  readonly dueOn: BusinessDate | null;
  /** The day on which the enterprise learnt that the authority refuses, changes or ends it. */
  readonly refusedOn: BusinessDate | null;
  /** It stands in an agreement, and is no act of the authority alone. */
  readonly isAgreement: boolean;
}

export interface PromiseRightsContext extends RightsContext {
  readonly due: Due;
}

/** What a promise case begins with. */
export interface PromiseInput {
  readonly due: Due;
  readonly interruptions: RightsContext['interruptions'];
}

/** Kinds of promise that are made by an agreement, whatever paper is at hand. */
const byAgreement = ['investmentAgreement', 'land', 'procurement', 'ppp'];

export function promiseInput({ filing: { promise }, on }: OpeningInput<PromiseFiling>): JsonObject {
  const { dueOn = null, refusedOn = null, form, kind } = promise;
  const remembered: PromiseInput = {
    due: { dueOn, refusedOn, isAgreement: form === 'agreement' || byAgreement.includes(kind) },
    interruptions: [{ on, by: 'complaint' }],
  };
  return remembered as unknown as JsonObject;
}

/** Sixty days to ask for reconsideration (《行政复议法》第二十条第一款); the policy says the same. */
export const RECONSIDERATION_DAYS = 60;

/** Six months to bring an administrative suit (《行政诉讼法》第四十六条第一款); the policy says the same. */
export const SUIT_MONTHS = 6;

/** What was not performed of an agreement is limited as a civil claim is (行政协议规定第二十五条). */
function limitationIn({ due, interruptions }: PromiseRightsContext): Limitation | null {
  const { dueOn, isAgreement } = due;
  return isAgreement && dueOn !== null ? limitationOf(dueOn, interruptions) : null;
}

/** The rights to have the authority's act looked at, and whether it refused or did nothing. */
interface Review {
  readonly refused: boolean;
  readonly reconsideration: Right;
  readonly administrativeSuit: Right;
}

/**
 * What an authority did is for reconsideration or an administrative suit, from the day it was known.
 * Where it did nothing, these run from the end of the term that it had (《行政复议法实施条例》第十六条第一款
 * 第一项, 行诉解释第六十六条); that a promise sets such a term is a reading.
 */
function reviewIn({ due: { refusedOn, dueOn, isAgreement } }: PromiseRightsContext): Review | null {
  const from = refusedOn ?? (isAgreement ? null : dueOn);
  if (from === null) return null;
  return {
    refused: refusedOn !== null,
    reconsideration: { from, lastDay: addDays(from, RECONSIDERATION_DAYS) },
    administrativeSuit: { from, lastDay: addMonths(from, SUIT_MONTHS) },
  };
}

/** Each right that stands, those left out whose last day has passed. */
export function promiseRights(context: PromiseRightsContext, since: BusinessDate): Rights {
  const limitation = limitationIn(context);
  const review = reviewIn(context);
  const rights: Rights = {
    limitation: limitation && rightOf(limitation),
    reconsideration: review?.reconsideration ?? null,
    administrativeSuit: review?.administrativeSuit ?? null,
  };
  const { passed } = context;
  return Object.fromEntries(
    Object.entries(rights).map(([name, right]) => {
      const last = passed[name as keyof Rights] ?? '';
      return [name, right && right.lastDay > last && right.lastDay >= since ? right : null];
    }),
  );
}

const knowledge: Label = {
  zh: '知道或者应当知道该行为之日，未作为的，履行期限届满之日',
  en: 'the day the act became known, or the end of the term in which nothing was done',
};

export const promiseRightClocks = {
  reconsideration: rightClock(
    'P-RECONSIDER',
    'reconsideration',
    rightLabels.reconsideration,
    knowledge,
  ),
  administrativeSuit: rightClock(
    'P-SUIT',
    'administrativeSuit',
    rightLabels.administrativeSuit,
    knowledge,
  ),
};

const fromKnowledge: Label = {
  zh: '自知道或者应当知道行政行为之日起算，不因投诉而停止或者延长；没有履行协议的，适用诉讼时效。尚未填写履行期限，也未填写得知拒绝、变更或者解除之日的，无法推算。',
  en: 'It runs from the day on which the act became known, and a complaint neither stops nor extends it; for what was not performed of an agreement, limitation runs instead. Without a due day and the day of a refusal it cannot be worked out.',
};

const fromInaction: Label = {
  zh: '被投诉单位未按期履行，也未明确拒绝的，自承诺的履行期限届满之日起算，不因投诉而停止或者延长；以承诺的期限为履行期限是一种理解。此后得知拒绝的，自得知之日起算。',
  en: 'Nothing was done and nothing refused: it runs from the end of the promised term, and a complaint neither stops nor extends it. That a promise sets such a term is a reading. A refusal that becomes known later begins it anew.',
};

/** Until when the enterprise may go on, and what it goes by. */
export function promiseTimedRights(context: PromiseRightsContext): readonly TimedRight[] {
  const limitation = limitationIn(context);
  const review = reviewIn(context);
  const isInaction = review?.refused === false;
  const act = (
    right: 'reconsideration' | 'administrativeSuit',
    onRefusal: LegalBasis,
    onInaction: LegalBasis,
  ): TimedRight => ({
    right,
    label: rightLabels[right],
    item: null,
    basis: isInaction ? onInaction : onRefusal,
    from: review?.[right].from ?? null,
    lastDay: review?.[right].lastDay ?? null,
    interruptions: [],
    note: isInaction ? fromInaction : fromKnowledge,
  });
  return [
    ...(limitation ? [toldLimitation(limitation, null, law(agreementRules2019, '25'))] : []),
    act(
      'reconsideration',
      law(reconsiderationLaw2023, '20(1)'),
      law(reconsiderationRegulations2007, '16(1).1'),
    ),
    act(
      'administrativeSuit',
      law(administrativeProcedure2017, '46(1)'),
      law(procedureInterpretation2018, '66'),
    ),
  ];
}
