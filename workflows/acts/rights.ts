import {
  ladder,
  type BusinessDate,
  type CaseEvent,
  type ClockDefinition,
  type Label,
  type LegalBasis,
  type NoticeDefinition,
  type TermCount,
  type TimedRight,
} from '../../src/definition/index.js';
import { addMonths, daysBetween } from '../../src/kernel/business-date.js';
import { civilCode, law } from './instruments.js';
import {
  interruptionCodes,
  type Interruption,
  type InterruptionCode,
  type Limitation,
} from './limitation.js';

/**
 * Rights that the enterprise loses by time, whatever becomes of its complaint: to sue (诉讼时效), to ask
 * for reconsideration (申请行政复议), to bring an administrative suit (提起行政诉讼). Each is a clock.
 */
export const rightNames = ['limitation', 'reconsideration', 'administrativeSuit'] as const;

export type RightName = (typeof rightNames)[number];

/** Until when one of them stands. */
export interface Right {
  /** Day 0. */
  readonly from: BusinessDate;
  /** The last day by counting alone; warnings go by it. */
  readonly lastDay: BusinessDate;
  /** Where it is not the term of the policy. */
  readonly term?: TermCount['term'];
}

/** Null: there is no such right, or it cannot be said until when. */
export type Rights = Readonly<Partial<Record<RightName, Right | null>>>;

/** What a case remembers of rights. */
export interface RightsContext {
  /** What interrupted limitation, but for payments, which the ledger knows. */
  readonly interruptions: readonly Interruption[];
  /** The rights whose last days are watched. */
  readonly watched: Rights;
  /** The last days that have passed. */
  readonly passed: Readonly<Partial<Record<RightName, BusinessDate>>>;
}

export const noRights: RightsContext = { interruptions: [], watched: {}, passed: {} };

/** The memory of a case after something that begins limitation anew. */
export function interruptedBy(
  { interruptions }: RightsContext,
  by: InterruptionCode,
  on: BusinessDate,
): Pick<RightsContext, 'interruptions'> {
  return { interruptions: [...interruptions, { on, by }] };
}

interface Asked<Context> {
  readonly context: Context;
  readonly event: Pick<CaseEvent, 'on'>;
}

export interface Named {
  readonly right: RightName;
}

/**
 * Guards and actions of the regions, by what a kind of complaint says of its rights.
 *
 * @param rightsOf the rights whose last day is not before a day, those that have passed left out
 */
export function rightsParts<Context extends RightsContext>(
  rightsOf: (context: Context, since: BusinessDate) => Rights,
) {
  const watchedOf = (context: Context, right: RightName) => context.watched[right] ?? null;
  const nowOf = ({ context, event }: Asked<Context>, right: RightName) => {
    // What begins a case has no day of its own: it is the day of the complaint.
    const today = (event as Partial<CaseEvent>).on ?? context.interruptions.at(-1)?.on ?? '';
    const last = watchedOf(context, right)?.lastDay ?? today;
    return rightsOf(context, last < today ? last : today)[right] ?? null;
  };
  return {
    guards: {
      rightArises: (asked: Asked<Context>, { right }: Named) => nowOf(asked, right) !== null,
      rightGone: (asked: Asked<Context>, { right }: Named) => nowOf(asked, right) === null,
      rightMoved: (asked: Asked<Context>, { right }: Named) => {
        const now = nowOf(asked, right);
        const watched = watchedOf(asked.context, right);
        return now?.from !== watched?.from || now?.lastDay !== watched?.lastDay;
      },
    },
    watch: (asked: Asked<Context>, { right }: Named) => ({
      watched: { ...asked.context.watched, [right]: nowOf(asked, right) },
    }),
    pass: ({ context }: Asked<Context>, { right }: Named) => {
      const last = watchedOf(context, right)?.lastDay;
      if (last === undefined) return {};
      return {
        watched: { ...context.watched, [right]: null },
        passed: { ...context.passed, [right]: last },
      };
    },
  };
}

/** A region beside the progress of a case: the last day of one right, moved as often as it moves. */
export function rightRegion<Name extends RightName>(right: Name) {
  const params = { right };
  const watch = { type: 'watchRight', params } as const;
  return {
    initial: 'unwatched',
    states: {
      unwatched: {
        always: { guard: { type: 'rightArises', params }, target: 'watched', actions: watch },
      },
      watched: {
        always: [
          { guard: { type: 'rightGone', params }, target: 'unwatched', actions: watch },
          {
            guard: { type: 'rightMoved', params },
            target: 'watched',
            reenter: true,
            actions: watch,
          },
        ],
        after: {
          [right]: {
            target: 'unwatched',
            actions: [
              { type: 'passRight', params },
              { type: 'notify', params: { notice: 'rightPassed', about: right } },
            ],
          },
        } as unknown as Readonly<
          Record<
            Name,
            {
              readonly target: 'unwatched';
              readonly actions: readonly [
                { readonly type: 'passRight'; readonly params: Named },
                {
                  readonly type: 'notify';
                  readonly params: { readonly notice: 'rightPassed'; readonly about: Name };
                },
              ];
            }
          >
        >,
      },
    },
  } as const;
}

/** Nobody has to tell of it for it to run. */
const byLaw: Label = {
  zh: '法定期间自权利人知道或者应当知道之日起算，不以通知为前提',
  en: 'the law lets it run from the day on which the enterprise knows of the matter, and needs no letter for it',
};

/** The clock of a right: nobody meets it here, and nobody is late; it warns. */
export function rightClock(id: string, right: RightName, label: Label, countedFrom: Label) {
  return {
    id,
    label,
    owedBy: 'enterprise',
    metBy: [],
    right: true,
    told: { withoutLetter: byLaw },
    stages: ladder({ near: ['rightNear'] }),
    count: ({ watched }: RightsContext, on: BusinessDate): TermCount => {
      const { from = on, term } = watched[right] ?? {};
      return { from, extension: 0, ...(term && { term }) };
    },
    countedFrom,
  } as const satisfies ClockDefinition<RightsContext>;
}

/** To sue, or to go to arbitration where the contract says so. */
export const limitation = (id: string) =>
  rightClock(id, 'limitation', rightLabels.limitation, {
    zh: '履行期限届满或者时效中断之日',
    en: 'the due date or the last interruption',
  });

/**
 * In the receipt: the rights whose last day had passed before the complaint, as far as it is known. No
 * clock warns of them.
 */
export function lostBefore<Context extends RightsContext>(
  rightsOf: (context: Context) => readonly TimedRight[],
) {
  return {
    variables: ({ context }: { readonly context: Context }) => {
      const filedOn = context.interruptions[0]?.on ?? '';
      const lost = rightsOf(context).flatMap(({ label, item, lastDay }) =>
        lastDay !== null && lastDay < filedOn ? [{ right: label, item, lastDay }] : [],
      );
      return { lost: lost.map(({ right, ...rest }) => ({ ...rest, right: { ...right } })) };
    },
    example: {
      lost: [{ right: rightLabels.limitation.zh, item: 1, lastDay: '2023-07-30' }],
    },
  };
}

const clockOf = ({ type }: CaseEvent): RightName =>
  rightNames.find((name) => type.startsWith(`xstate.after.${name}.`)) ?? 'limitation';

const lastDay = {
  variables: ({ context, event }) => {
    const { watched, passed } = context;
    const right = clockOf(event);
    return {
      right: { ...rightLabels[right] },
      lastDay: watched[right]?.lastDay ?? passed[right] ?? '',
      isLimitation: right === 'limitation',
    };
  },
  example: {
    right: '提起诉讼或者申请仲裁（诉讼时效）',
    lastDay: '2029-03-31',
    isLimitation: true,
  },
} as const satisfies Partial<NoticeDefinition<RightsContext>>;

/** Letters about last days; they go to the enterprise alone. */
export const rightNotices = {
  rightNear: { to: 'enterprise', ...lastDay },
  rightPassed: { to: 'enterprise', ...lastDay },
} as const satisfies Readonly<Record<string, NoticeDefinition<RightsContext>>>;

/** The three years of the policy `limitation`, in months; a spec holds the two together. */
export const THREE_YEARS = 36;

/** Limitation as a clock has it, with a term of its own where it is not the policy's. */
export function rightOf({ from, lastDay, months }: Limitation): Right {
  if (addMonths(from, months) !== lastDay) {
    return { from, lastDay, term: { value: daysBetween(from, lastDay), unit: 'calendarDay' } };
  }
  return months === THREE_YEARS
    ? { from, lastDay }
    : { from, lastDay, term: { value: months, unit: 'month' } };
}

export const rightLabels: Readonly<Record<RightName, Label>> = {
  limitation: {
    zh: '提起诉讼或者申请仲裁（诉讼时效）',
    en: 'To sue or go to arbitration (limitation)',
  },
  reconsideration: {
    zh: '申请行政复议',
    en: 'To ask for administrative reconsideration',
  },
  administrativeSuit: { zh: '提起行政诉讼', en: 'To bring an administrative suit' },
};

const workedOut: Label = {
  zh: '按已知材料推算，供参考，以人民法院的认定为准；最后一日为法定休假日的，顺延至其后第一个工作日。',
  en: 'Worked out from what is known here; a court decides. A last day that is a day off moves to the next working day.',
};

/** Limitation as a case tells it. */
export function toldLimitation(
  { from, lastDay, interruptions }: Limitation,
  item: number | null,
  basis: LegalBasis = law(civilCode, '188(1)'),
): TimedRight {
  return {
    right: 'limitation',
    label: rightLabels.limitation,
    item,
    basis,
    from,
    lastDay,
    interruptions: interruptions.map(({ on, by }) => {
      const { zh, en, basis: article } = interruptionCodes[by];
      return { on, label: { zh, en }, basis: article };
    }),
    note: workedOut,
  };
}
