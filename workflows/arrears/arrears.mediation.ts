import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { defineEvent, type InputError, type RuleInput } from '../../src/definition/index.js';
import { toFen } from '../../src/kernel/money.js';
import { law, privateEconomy2025 } from '../acts/instruments.js';
import { ReasonPayload } from '../acts/payloads.js';
import { mediableResults } from './arrears.codes.js';
import type { ArrearsContext } from './arrears.context.js';

export const undisputedParts = ['none', 'paid', 'ordered'] as const;

/** Who mediates, and what became of the part that nobody disputes. */
export class MediationPayload {
  /** The body that mediates, for example a federation of industry and commerce (工商联). */
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  readonly body!: string;

  /** `none` where everything is disputed; otherwise it was paid or its payment was ordered. */
  @IsIn(undisputedParts)
  readonly undisputedPart!: (typeof undisputedParts)[number];

  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  readonly note?: string;
}

export class MediationResult {
  /** What the parties agreed on. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(20_000)
  readonly terms!: string;
}

/** The undisputed part does not wait for the mediation (Article 15). */
function refuseMediation({
  payload,
  context,
}: RuleInput<MediationPayload, ArrearsContext>): readonly InputError[] {
  const undisputed = context.amounts?.undisputed ?? '0.00';
  const rest = toFen(undisputed) > 0;
  if (rest === (payload.undisputedPart !== 'none')) return [];
  const message = rest
    ? `${undisputed} is undisputed: it was paid, or its payment was ordered (Article 15).`
    : 'Nothing is undisputed: say none.';
  return [{ path: 'payload.undisputedPart', rule: 'undisputedPartFirst', message }];
}

const basis = law(privateEconomy2025, '69');

/** The acts of a mediation between the parties (协商调解). */
export const mediationEvents = {
  'mediation.open': defineEvent<MediationPayload, ArrearsContext>({
    by: ['handler', 'handlerHead'],
    label: { zh: '组织协商调解', en: 'Open a mediation' },
    payload: MediationPayload,
    example: { body: '市工商联调解委员会', undisputedPart: 'ordered' },
    shownToEnterprise: ['body', 'undisputedPart', 'note'],
    basis,
    refuse: refuseMediation,
  }),
  'mediation.agree': defineEvent({
    by: ['handler', 'handlerHead'],
    label: { zh: '调解达成一致', en: 'The mediation ends in an agreement' },
    payload: MediationResult,
    example: { terms: '质量扣款降为50,000.00元，其余于三十日内付清。' },
    shownToEnterprise: ['terms'],
    basis,
  }),
  'mediation.fail': defineEvent({
    by: ['handler', 'handlerHead'],
    label: { zh: '调解未达成一致', en: 'The mediation fails' },
    payload: ReasonPayload,
    example: { reason: '双方对质量扣款未能达成一致。' },
    shownToEnterprise: ['reason'],
    basis,
  }),
};

/** Only what is disputed, wholly or in part, is mediated. */
export const mayMediate = ({ context }: { readonly context: ArrearsContext }): boolean =>
  mediableResults.some((code) => code === context.resultCode);
