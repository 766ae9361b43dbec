import {
  Asks,
  IsBusinessDate,
  IsLine,
  YEARS_AHEAD,
  defineEvent,
  type BusinessDate,
  type CaseEvent,
  type InputError,
  type NoticeDefinition,
  type Pause,
  type PolicyOf,
  type RuleInput,
} from '../../src/definition/index.js';
import { addDays, daysBetween } from '../../src/kernel/business-date.js';
import { together } from './duties.js';
import type { HandlingContext } from './handling.js';
import { ReasonPayload } from './payloads.js';

export class PausePayload extends ReasonPayload {
  /** Code of the ground, one of those that the clock's policy names. */
  @Asks('扣除时间的情形', 'Ground of the pause', { field: 'code' })
  @IsLine(60)
  readonly ground!: string;

  /** The last day that does not count. */
  @Asks('扣除时间的截止日期', 'Last day of the pause', {
    hint: { zh: '最后一个不计入期限的日期', en: 'The last day that does not count' },
  })
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  readonly until!: string;
}

/** The pauses of the unit that has the case, in their order. */
function pausesOf({ referrals }: HandlingContext): readonly Pause[] {
  return referrals.at(-1)?.pauses ?? [];
}

/** The pause in whose days a day lies; the term stands still until it is over. */
export function pauseOn(context: HandlingContext, on: BusinessDate): Pause | null {
  return pausesOf(context).find(({ from, until }) => from <= on && on <= until) ?? null;
}

/**
 * The term of the clock stands still from today to the day that is named (中止计算期限): these days
 * do not count. Refused unless the clock's policy allows it.
 */
export function startPause(
  context: HandlingContext,
  { ground, until }: PausePayload,
  on: BusinessDate,
): Pick<HandlingContext, 'referrals'> {
  return withPauses(context, [...pausesOf(context), { from: on, until, ground }]);
}

/** The term runs on, today being the first day that counts again (恢复计算期限). */
export function endPause(
  context: HandlingContext,
  on: BusinessDate,
): Pick<HandlingContext, 'referrals'> {
  const ended = pausesOf(context).map((pause) =>
    pause.until >= on ? { ...pause, until: addDays(on, -1) } : pause,
  );
  return withPauses(
    context,
    ended.filter(({ from, until }) => from <= until),
  );
}

function withPauses({ referrals }: HandlingContext, pauses: readonly Pause[]) {
  const last = referrals.length - 1;
  return {
    referrals: referrals.map((referral, index) =>
      index === last ? { ...referral, pauses } : referral,
    ),
  };
}

export const pausingGuards = {
  paused: ({ context, event }: Asked) => pauseOn(context, event.on) !== null,
};

interface Asked {
  readonly context: HandlingContext;
  readonly event: CaseEvent;
}

/** Whether the policy of a clock lets it stand still, on this ground and for so long. */
export function refusePause(clock: string) {
  return ({
    payload,
    on,
    policyOf,
  }: RuleInput<PausePayload, HandlingContext>): readonly InputError[] => {
    const { pause, basis } = policyOf(clock);
    if (!pause) {
      const message = `This term does not stand still (${basis.instrument.en}).`;
      return [{ path: 'payload', rule: 'pauseAllowed', message }];
    }
    const { ground, until } = payload;
    const grounds = pause.grounds.map(({ code }) => code);
    const last = addDays(on, pause.mostDays - 1);
    return [
      ...(grounds.includes(ground)
        ? []
        : [
            {
              path: 'payload.ground',
              rule: 'pauseGround',
              message: `The ground must be one of ${grounds.join(', ')}.`,
            },
          ]),
      ...(daysBetween(on, until) < 0 || until > last
        ? [
            {
              path: 'payload.until',
              rule: 'pauseLength',
              message: `A pause ends between today and ${last}, ${pause.mostDays} days at most.`,
            },
          ]
        : []),
    ];
  };
}

const start = defineEvent({
  by: ['handlerHead'],
  label: { zh: '中止计算期限', en: 'Let the term stand still' },
  payload: PausePayload,
  shownToEnterprise: ['ground', 'until', 'reason'],
  example: {
    ground: 'appraisal',
    until: '2026-10-20',
    reason: '已委托第三方对工程量进行鉴定。',
  },
});

const end = defineEvent({
  by: ['handlerHead'],
  label: { zh: '恢复计算期限', en: 'Let the term run on' },
  payload: ReasonPayload,
  shownToEnterprise: ['reason'],
  example: { reason: '鉴定意见已出具。' },
  togetherWith: [together.pauseOfOwn],
});

/** The two acts, for the clock of the unit's term. */
export function pausingOf(clock: string) {
  return {
    'pause.start': {
      ...start,
      offeredUnder: (policyOf: PolicyOf) => policyOf(clock).pause !== null,
      refuse: refusePause(clock),
    },
    'pause.end': end,
  };
}

const paused = {
  variables: ({ event }) => {
    const { until, reason } = event.payload as PausePayload;
    return { until, reason };
  },
  example: { until: '2026-10-20', reason: '已委托第三方对工程量进行鉴定。' },
} as const satisfies Pick<NoticeDefinition<unknown>, 'variables' | 'example'>;

const resumed = {
  variables: ({ event }) => ({ reason: (event.payload as ReasonPayload).reason }),
  example: { reason: '鉴定意见已出具。' },
} as const satisfies Pick<NoticeDefinition<unknown>, 'variables' | 'example'>;

/** Who is told of a pause and of its end: reason and new date, as of an extension. */
export const pausingNotices = {
  termPaused: { to: 'enterprise', ...paused },
  termPausedToAcceptor: { to: 'acceptor', ...paused },
  termResumed: { to: 'enterprise', ...resumed },
  termResumedToAcceptor: { to: 'acceptor', ...resumed },
} as const satisfies Readonly<Record<string, NoticeDefinition<HandlingContext>>>;
