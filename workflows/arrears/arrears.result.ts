import { ArrayMaxSize, IsArray, IsOptional, IsUUID } from 'class-validator';
import {
  Asks,
  IsText,
  IsMoney,
  type InputError,
  type RuleInput,
} from '../../src/definition/index.js';
import { fromFen, sum, sumOfMoney, toFen } from '../../src/kernel/money.js';
import { refuseHastyResult } from '../acts/handling.js';
import { resultOf } from '../acts/coded-payloads.js';
import { resultCodes } from './arrears.codes.js';
import type { ArrearsContext } from './arrears.context.js';
import { movedToDisputed } from './ledger/result.js';

/**
 * The result with the debt parted into what is undisputed and what is not (Article 15). Amounts
 * are of the claim's principal, before any payment: what was paid stands in the ledger.
 */
export class ArrearsResult extends resultOf(resultCodes) {
  @Asks('核实的本金（元）', 'Verified principal (yuan)')
  @IsMoney()
  readonly verifiedPrincipal!: string;

  @Asks('无分歧金额（元）', 'Undisputed amount (yuan)')
  @IsMoney()
  readonly undisputed!: string;

  @Asks('有分歧金额（元）', 'Disputed amount (yuan)')
  @IsMoney()
  readonly disputed!: string;

  /** What was verified of each item of the claim; not given: the oldest items come first. */
  @Asks('各笔核实金额（元）', 'Verified amount of each item (yuan)', {
    hint: { zh: '按欠款明细的顺序填写', en: 'In the order of the items of the claim' },
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @IsMoney({ each: true })
  readonly verifiedItems?: readonly string[];

  /** Why something is disputed now that was undisputed before; listed for auditors. */
  @Asks('转为有分歧的理由', 'Why it is disputed now')
  @IsOptional()
  @IsText(2_000)
  readonly disputeReason?: string;

  /** What shows it, one of the files of the case. */
  @Asks('有分歧的证明材料', 'Proof of the dispute')
  @IsOptional()
  @IsUUID()
  readonly disputeEvidenceId?: string;
}

type Input = RuleInput<ArrearsResult, ArrearsContext>;

export function refuseResult(input: Input): readonly InputError[] {
  const { payload, context, on } = input;
  const hasty = refuseHastyResult(input);
  const { verifiedPrincipal, undisputed, disputed } = payload;
  const total = toFen(undisputed) + toFen(disputed);
  if (total !== toFen(verifiedPrincipal)) {
    return [
      ...hasty,
      {
        path: 'payload.verifiedPrincipal',
        rule: 'partsAddUp',
        message: `The undisputed and the disputed part add up to ${fromFen(total)}, not to ${verifiedPrincipal} (Article 15).`,
      },
    ];
  }
  return [
    ...hasty,
    ...beyondClaim(input),
    ...codeBesideAmounts(payload),
    ...silentMove(input),
    ...dueAfterAll(payload, context, on),
  ];
}

function beyondClaim({ payload, context: { ledger } }: Input): readonly InputError[] {
  const { verifiedPrincipal, verifiedItems } = payload;
  const claimed = sum(ledger.items.map((item) => item.claimed));
  if (toFen(verifiedPrincipal) > claimed) {
    const message = `The items of the claim add up to ${fromFen(claimed)}.`;
    return [{ path: 'payload.verifiedPrincipal', rule: 'withinClaim', message }];
  }
  if (!verifiedItems) return [];
  const fits =
    verifiedItems.length === ledger.items.length &&
    verifiedItems.every((amount, index) => toFen(amount) <= (ledger.items[index]?.claimed ?? 0)) &&
    sumOfMoney(verifiedItems) === toFen(verifiedPrincipal);
  const message = `One amount for each of the ${ledger.items.length} items, none above its claim, together ${verifiedPrincipal}.`;
  return fits ? [] : [{ path: 'payload.verifiedItems', rule: 'itemsAddUp', message }];
}

/** A part that nobody disputes cannot be called disputed, and the other way round (Article 15). */
function codeBesideAmounts(payload: ArrearsResult): readonly InputError[] {
  const undisputed = toFen(payload.undisputed) > 0;
  const disputed = toFen(payload.disputed) > 0;
  const sentences: Partial<Record<ArrearsResult['resultCode'], readonly [boolean, string]>> = {
    verified: [disputed, 'Something is disputed: that is partlyDisputed or disputed.'],
    partlyDisputed: [!undisputed || !disputed, 'Both parts are more than 0.00.'],
    disputed: [undisputed, 'Something is undisputed: that is partlyDisputed (Article 15).'],
    unfounded: [undisputed || disputed, 'A debt that is unfounded has no verified principal.'],
  };
  const [broken, message] = sentences[payload.resultCode] ?? [false, ''];
  return broken ? [{ path: 'payload.resultCode', rule: 'codeFitsAmounts', message }] : [];
}

/** What was undisputed stays so unless somebody says why not, and shows it. */
function silentMove({ payload, context: { amounts, ledger } }: Input): readonly InputError[] {
  const moved = movedToDisputed(amounts, payload);
  if (moved === 0) return [];
  const { disputeReason, disputeEvidenceId } = payload;
  const message = `${fromFen(moved)} was undisputed in the result before`;
  return [
    ...(disputeReason === undefined
      ? [
          {
            path: 'payload.disputeReason',
            rule: 'disputeNeedsReason',
            message: `${message}: say why it is disputed now.`,
          },
        ]
      : []),
    ...(ledger.files.some(({ id }) => id === disputeEvidenceId)
      ? []
      : [
          {
            path: 'payload.disputeEvidenceId',
            rule: 'disputeNeedsEvidence',
            message: `${message}: name the file of the case that shows it.`,
          },
        ]),
  ];
}

/** A claim of which an item is overdue is not "not due". */
function dueAfterAll(
  { resultCode }: ArrearsResult,
  { ledger }: ArrearsContext,
  on: string,
): readonly InputError[] {
  const overdue = ledger.items.find(({ dueOn }) => dueOn !== null && dueOn < on);
  if (resultCode !== 'notDue' || !overdue) return [];
  const message = `An item was due on ${overdue.dueOn ?? ''}; the accepting department sets another day by dueDate.set.`;
  return [{ path: 'payload.resultCode', rule: 'dueDatePassed', message }];
}
