import { IsOptional } from 'class-validator';
import {
  Asks,
  type CodeWords,
  IsCode,
  IsName,
  IsText,
  IsMoney,
  defineEvent,
  type BusinessDate,
  type InputError,
  type RuleInput,
} from '../../src/definition/index.js';
import { fromFen, toFen } from '../../src/kernel/money.js';
import { law, privateEconomy2025 } from '../acts/instruments.js';
import { ReasonPayload } from '../acts/payloads.js';
import { mediableResults } from './arrears.codes.js';
import { undisputedOpen } from './arrears.closing.js';
import type { ArrearsContext } from './arrears.context.js';
import { verified } from './ledger/result.js';

export const undisputedParts = ['none', 'paid', 'ordered'] as const;

const undisputedPartWords = {
  none: { zh: '没有无分歧部分', en: 'everything is disputed' },
  paid: { zh: '已经支付', en: 'it was paid' },
  ordered: { zh: '已要求支付', en: 'its payment was ordered' },
} as const satisfies CodeWords<(typeof undisputedParts)[number]>;

/** Who mediates, and what became of the part that nobody disputes. */
export class MediationPayload {
  /** The body that mediates, for example a federation of industry and commerce (工商联). */
  @Asks('调解组织', 'Mediating body')
  @IsName(200)
  readonly body!: string;

  /** `none` where everything is disputed; otherwise it was paid or its payment was ordered. */
  @Asks('无分歧部分的处理', 'What became of the undisputed part')
  @IsCode(undisputedPartWords)
  readonly undisputedPart!: (typeof undisputedParts)[number];

  @Asks('备注', 'Note')
  @IsOptional()
  @IsText(2_000, { mayBeEmpty: true })
  readonly note?: string;
}

export class MediationResult {
  /** What the parties agreed on. */
  @Asks('调解协议内容', 'Terms of the agreement')
  @IsText(20_000)
  readonly terms!: string;

  /** The principal as it stands after the agreement, where it was changed; all of it undisputed. */
  @Asks('调解确定的本金（元）', 'Principal after mediation (yuan)')
  @IsOptional()
  @IsMoney()
  readonly principal?: string;
}

/** The undisputed part does not wait for the mediation (Article 15). */
function refuseMediation({
  payload,
  context,
  on,
}: RuleInput<MediationPayload, ArrearsContext>): readonly InputError[] {
  const undisputed = context.amounts?.undisputed ?? '0.00';
  const rest = toFen(undisputed) > 0;
  if (rest && payload.undisputedPart === 'paid') return refuseUnpaid(context, on);
  if (rest === (payload.undisputedPart !== 'none')) return [];
  const message = rest
    ? `${undisputed} is undisputed: it was paid, or its payment was ordered (Article 15).`
    : 'Nothing is undisputed: say none.';
  return [{ path: 'payload.undisputedPart', rule: 'undisputedPartFirst', message }];
}

/** Paid is what the ledger says is paid. */
function refuseUnpaid(context: ArrearsContext, on: BusinessDate): readonly InputError[] {
  const left = undisputedOpen(context, on);
  if (left === 0) return [];
  const message = `${fromFen(left)} of the undisputed part is not paid by the ledger (Article 15).`;
  return [{ path: 'payload.undisputedPart', rule: 'undisputedPartPaid', message }];
}

/** An agreement on another principal leaves nothing disputed, and at most what was verified. */
function refuseAgreement({
  payload: { principal },
  context: { amounts },
}: RuleInput<MediationResult, ArrearsContext>): readonly InputError[] {
  const most = amounts?.verifiedPrincipal ?? '0.00';
  if (principal === undefined || toFen(principal) <= toFen(most)) return [];
  const message = `The principal that was verified is ${most}.`;
  return [{ path: 'payload.principal', rule: 'withinVerified', message }];
}

/** What the parties agreed on takes the place of the result's amounts. */
export function withAgreement(
  context: ArrearsContext,
  { principal }: MediationResult,
  on: BusinessDate,
): Partial<Pick<ArrearsContext, 'amounts' | 'ledger'>> {
  if (principal === undefined) return {};
  const amounts = { verifiedPrincipal: principal, undisputed: principal, disputed: '0.00' };
  return { amounts, ledger: verified(context.ledger, context.amounts, amounts, on) };
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
  'mediation.agree': defineEvent<MediationResult, ArrearsContext>({
    by: ['handler', 'handlerHead'],
    label: { zh: '调解达成一致', en: 'The mediation ends in an agreement' },
    payload: MediationResult,
    example: { terms: '质量扣款降为50,000.00元，其余于三十日内付清。', principal: '950000.00' },
    shownToEnterprise: ['terms', 'principal'],
    basis,
    refuse: refuseAgreement,
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
