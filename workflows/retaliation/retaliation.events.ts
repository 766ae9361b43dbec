import { IsOptional } from 'class-validator';
import {
  Asks,
  IsName,
  IsText,
  defineEvent,
  type EventsOf,
  type InputError,
  type RuleInput,
} from '../../src/definition/index.js';
import { law, order802 } from '../acts/instruments.js';
import { ReasonPayload } from '../acts/payloads.js';
import type { RetaliationContext } from './retaliation.context.js';
import { basisFor } from './retaliation.filing.js';

/** What was found, and which authority deals with it (移送有权机关). */
export class RetaliationReferral {
  @Asks('初步核查情况', 'Finding')
  @IsText(20_000)
  readonly finding!: string;

  @Asks('移送机关', 'Authority that it goes to')
  @IsName(200)
  readonly authority!: string;

  /** Why the authority is another body than the respondent, where their names are alike. */
  @Asks('移送机关不是被投诉人的说明', 'Why the authority is not the respondent')
  @IsOptional()
  @IsText(2_000)
  readonly notTheRespondent?: string;
}

/** What is reported of a body never goes to that body. */
function refuseRespondent({
  payload: { notTheRespondent },
  facts: { authorityLikeRespondent = false },
}: RuleInput<RetaliationReferral, RetaliationContext>): readonly InputError[] {
  if (!authorityLikeRespondent || notTheRespondent !== undefined) return [];
  const message =
    'The name is like that of the body complained of; if it is another one, say why in notTheRespondent.';
  return [{ path: 'payload.authority', rule: 'authorityLikeRespondent', message }];
}

export const retaliationEvents = {
  'retaliation.refer': defineEvent<RetaliationReferral, RetaliationContext>({
    by: ['acceptorHead', 'supervisor'],
    label: { zh: '移送有权机关处理', en: 'Refer to the competent authority' },
    payload: RetaliationReferral,
    example: { finding: '反映属实。', authority: '自治区纪委监委' },
    shownToEnterprise: ['finding', 'authority', 'notTheRespondent'],
    basis: law(order802, '35'),
    basisIn: ({ about = 'arrears' }) => basisFor(about, '35'),
    refuse: refuseRespondent,
  }),
  'retaliation.dismiss': defineEvent<ReasonPayload, RetaliationContext>({
    by: ['acceptorHead', 'supervisor'],
    label: { zh: '核查不属实', en: 'Find that it is unfounded' },
    payload: ReasonPayload,
    example: { reason: '合作到期终止，与投诉无关。' },
    shownToEnterprise: ['reason'],
    basis: law(order802, '20'),
    basisIn: ({ about = 'arrears' }) => basisFor(about, '20'),
  }),
};

export type RetaliationEvent = EventsOf<typeof retaliationEvents>;
