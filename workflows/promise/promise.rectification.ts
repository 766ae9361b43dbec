import {
  Asks,
  IsBusinessDate,
  IsText,
  YEARS_AHEAD,
  defineEvent,
  type ApartFrom,
  type BusinessDate,
  type CaseEvent,
  type InputError,
  type RuleInput,
  type Service,
} from '../../src/definition/index.js';
import { separationBasis } from '../acts/duties.js';
import { goodFaith2023, law, petition2022, policy, policyAfter } from '../acts/instruments.js';
import { NotePayload, ReasonPayload } from '../acts/payloads.js';
import { movesAddress, PaperService, refuseUnreached, serviceBy } from '../acts/service-address.js';
import { rectifiableResults } from './promise.codes.js';
import type { PromiseContext, Rectification } from './promise.context.js';

/** What has to be done, and until when. */
export class RectificationOrder {
  @Asks('整改要求', 'What has to be put right')
  @IsText(20_000)
  readonly requirement!: string;

  /** The last day, set by the supervising authority. */
  @Asks('整改期限', 'To be put right by')
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  readonly dueOn!: string;
}

export class RectificationReport {
  @Asks('整改进展', 'Progress')
  @IsText(20_000)
  readonly progress!: string;
}

export class RectificationResult {
  /** What was done and how it is proved. */
  @Asks('整改结果', 'What was done')
  @IsText(20_000)
  readonly summary!: string;
}

function refusePastDate({
  payload: { dueOn },
  on,
}: RuleInput<RectificationOrder, PromiseContext>): readonly InputError[] {
  if (dueOn > on) return [];
  const message = `A rectification is due on a day after today, ${on}.`;
  return [{ path: 'payload.dueOn', rule: 'inFuture', message }];
}

const basis = law(goodFaith2023);

/** Who ordered the rectification does not re-examine the order. */
export const fromOrder: ApartFrom = {
  act: 'rectification.order',
  why: {
    zh: '责令整改的人员不得复核自己的决定。',
    en: 'Who ordered the rectification does not re-examine it.',
  },
  basis: policyAfter(petition2022, '35'),
};

const fromFulfilment: ApartFrom = {
  act: 'rectification.fulfil',
  why: {
    zh: '报告整改完成的人员不得确认整改结果。',
    en: 'Who reported the rectification as done does not say whether it is.',
  },
  basis: separationBasis,
};

/** The acts of a rectification (整改), from the order to its confirmation. */
export const rectificationEvents = {
  'rectification.order': defineEvent<RectificationOrder, PromiseContext>({
    by: ['supervisor', 'handlerHead'],
    units: 'cooperating',
    label: { zh: '责令整改', en: 'Order the rectification' },
    payload: RectificationOrder,
    example: { requirement: '将二期补贴拨付到位，并报送拨款凭证。', dueOn: '2034-12-29' },
    shownToEnterprise: ['requirement', 'dueOn'],
    basis,
    refuse: refusePastDate,
  }),
  'rectification.serve': defineEvent<PaperService, PromiseContext>({
    by: ['supervisor', 'handler', 'handlerHead'],
    label: { zh: '记录整改决定送达', en: 'Record the service of the order' },
    payload: PaperService,
    example: { way: 'inPerson', servedOn: '2026-03-02' },
    basis: policy,
    refuse: ({ payload, context, on }) =>
      refuseUnreached(
        { payload: { service: payload }, context, on },
        { since: context.rectification?.orderedOn ?? null, path: 'servedOn' },
      ).map((error) => ({ ...error, path: 'payload.servedOn' })),
  }),
  'rectification.report': defineEvent({
    by: ['handler', 'handlerHead'],
    label: { zh: '报送整改进展', en: 'Report on the rectification' },
    payload: RectificationReport,
    example: { progress: '资金已列入本月拨款计划。' },
    shownToEnterprise: ['progress'],
    basis: policy,
  }),
  'rectification.fulfil': defineEvent({
    by: ['handler', 'handlerHead'],
    label: { zh: '报告整改完成', en: 'Report the rectification as done' },
    payload: RectificationResult,
    example: { summary: '二期补贴已拨付到账，附拨款凭证。' },
    shownToEnterprise: ['summary'],
    basis,
  }),
  'rectification.confirm': defineEvent({
    by: ['enterprise', 'supervisor', 'handlerHead'],
    units: 'cooperating',
    label: { zh: '确认整改完成', en: 'Confirm the rectification' },
    payload: NotePayload,
    example: { note: '款项已到账。' },
    basis,
    apartFrom: [fromFulfilment],
    togetherWith: [
      {
        act: 'rectification.order',
        because: {
          zh: '由责令整改的机关（认定部门）验收；企业也可以确认或者不认可。',
          en: 'The authority that ordered it sees that it was done; the enterprise may say so, or dispute it, as well.',
        },
      },
    ],
  }),
  'rectification.dispute': defineEvent({
    by: ['enterprise', 'supervisor', 'handlerHead'],
    units: 'cooperating',
    label: { zh: '不认可整改结果', en: 'Dispute the rectification' },
    payload: ReasonPayload,
    example: { reason: '仅到账一半。' },
    shownToEnterprise: ['reason'],
    basis,
    apartFrom: [fromFulfilment],
  }),
};

/** The order becomes part of the case; it goes to the respondent where that can be written to. */
export function ordered(
  context: PromiseContext,
  { requirement, dueOn }: RectificationOrder,
  on: BusinessDate,
): { readonly rectification: Rectification } {
  const service = serviceBy({}, context, on);
  return { rectification: { requirement, dueOn, orderedOn: on, service } };
}

/** It has reached the respondent, on paper or by a letter. */
export function servedOrder({ rectification }: PromiseContext, service: Service | null) {
  return { rectification: rectification && { ...rectification, service } };
}

interface Asked {
  readonly context: PromiseContext;
  readonly event: CaseEvent;
}

export const rectificationGuards = {
  orderUnserved: ({ context: { rectification } }: Asked): boolean =>
    (rectification?.service ?? null) === null,
  /** It never reached the respondent, or went by letter to another address. */
  orderGoesElsewhere: ({ context, event }: Asked): boolean => {
    const way = context.rectification?.service?.way ?? null;
    return way === null || (way === 'mail' && movesAddress(context, event));
  },
};

/** Only what was found to be true, or promised beyond authority, can be put right. */
export const mayRectify = ({ context }: { readonly context: PromiseContext }): boolean =>
  rectifiableResults.some((code) => code === context.resultCode);
