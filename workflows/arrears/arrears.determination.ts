import { IsInt, IsOptional, Max, Min } from 'class-validator';
import {
  Asks,
  IsCode,
  IsPercent,
  IsText,
  defineEvent,
  type BusinessDate,
  type CaseEvent,
  type InputError,
  type Label,
  type NoticeDefinition,
  type RuleInput,
} from '../../src/definition/index.js';
import { civilCode, policyAfter } from '../acts/instruments.js';
import type { ArrearsContext } from './arrears.context.js';
import { debtOrderWords, type DebtOrder } from './interest/allocation.js';
import {
  readingWords,
  SURCHARGE,
  type OldContractReading,
  type RateChoice,
} from './interest/readings.js';
import { orderLabels, readingLabels } from './interest/reading-texts.js';
import { line, written, type Ledger } from './ledger/ledger.js';

/** By which reading interest is counted, where the law allows of more than one (利息计算口径). */
export class InterestDetermination {
  /** Of a contract that is older than the Regulations (before 2020-09-01). */
  @Asks('旧合同的利息规则', 'Rule of interest for an old contract', {
    hint: {
      zh: '适用于2020年9月1日以前订立的合同',
      en: 'For contracts signed before 1 September 2020',
    },
  })
  @IsOptional()
  @IsCode(readingWords)
  readonly reading?: OldContractReading;

  /** What is added to the LPR for late payment of a price, in percent of it (买卖合同解释第十八条). */
  @Asks('逾期加计比例（%）', 'Surcharge for late payment (%)', {
    field: 'percent',
    hint: {
      zh: '在一年期贷款市场报价利率基础上加计的百分比',
      en: 'Percent added to the one-year loan prime rate',
    },
  })
  @IsOptional()
  @IsInt()
  @Min(SURCHARGE.least)
  @Max(SURCHARGE.most)
  readonly surcharge?: number;

  /** Percent a year for the days that general law governs, where the contract says nothing. */
  @Asks('年利率（%）', 'Yearly rate (%)')
  @IsOptional()
  @IsPercent()
  readonly annualRate?: string;

  /** In which order a payment goes to several items. */
  @Asks('多笔欠款的抵充顺序', 'Order of payment between several debts')
  @IsOptional()
  @IsCode(debtOrderWords)
  readonly order?: DebtOrder;

  @Asks('确定理由', 'Reason for the determination')
  @IsText(2_000)
  readonly reason!: string;
}

type Input = RuleInput<InterestDetermination, ArrearsContext>;

function refuseDetermination({ payload, context: { ledger } }: Input): readonly InputError[] {
  const { reading, surcharge, annualRate, order } = payload;
  const broken = (field: string, rule: string, message: string): InputError[] => [
    { path: `payload.${field}`, rule, message },
  ];
  const ofGeneralLaw = surcharge === undefined ? 'annualRate' : 'surcharge';
  const generalLaw = surcharge !== undefined || annualRate !== undefined;
  if (reading === undefined && !generalLaw && order === undefined) {
    const message = 'Say what is determined: a reading, a surcharge or rate, or an order.';
    return broken('reading', 'somethingDetermined', message);
  }
  if (ledger.regime !== 'none' && (reading !== undefined || generalLaw)) {
    const message = `The contract of ${ledger.contractSignedOn} is governed by the Regulations, which set its interest.`;
    return broken(reading === undefined ? ofGeneralLaw : 'reading', 'contractBefore2020', message);
  }
  if (surcharge !== undefined && annualRate !== undefined) {
    return broken('annualRate', 'oneOfTwo', 'Either a surcharge on the LPR or a rate, not both.');
  }
  if (generalLaw && ledger.agreedAnnualRate !== null) {
    const message = `The contract has a rate of its own, ${ledger.agreedAnnualRate} % a year.`;
    return broken(ofGeneralLaw, 'noRateAgreed', message);
  }
  if (surcharge !== undefined && ledger.subject === 'works') {
    const message = 'What is owed for works bears the LPR itself, without a surcharge.';
    return broken('surcharge', 'priceOfGoods', message);
  }
  return [];
}

export const determinationEvents = {
  'interest.determine': defineEvent<InterestDetermination, ArrearsContext>({
    by: ['acceptor', 'acceptorHead'],
    label: { zh: '确定利息计算口径', en: 'Determine how interest is counted' },
    payload: InterestDetermination,
    example: {
      order: 'allInterestFirst',
      reason: '双方在对账函中确认各笔利息先于本金抵充。',
    },
    shownToEnterprise: ['reading', 'surcharge', 'annualRate', 'order', 'reason'],
    basis: policyAfter(civilCode, '561'),
    refuse: refuseDetermination,
  }),
};

/** The ledger by what was determined; what is not said of stays as it was. */
export function determineInterest(
  ledger: Ledger,
  { reading, surcharge, annualRate, order, reason }: InterestDetermination,
  on: BusinessDate,
): Ledger {
  const before = ledger.rateChoice;
  const rateChoice: RateChoice = {
    reading: reading ?? before.reading,
    surcharge: surcharge ?? (annualRate === undefined ? before.surcharge : null),
    annualRate: annualRate ?? (surcharge === undefined ? before.annualRate : null),
  };
  const details = {
    ...(reading !== undefined && { reading }),
    ...(surcharge !== undefined && { surcharge }),
    ...(annualRate !== undefined && { annualRate }),
    ...(order !== undefined && { order }),
    reason,
  };
  return written(
    ledger,
    { rateChoice, order: order ?? ledger.order },
    line('interestDetermined', on, { details }),
  );
}

const chosen = ({ payload }: CaseEvent) => payload as InterestDetermination;

const nothing: Label = { zh: '', en: '' };

/** To the enterprise: what its interest goes by from now on. */
export const interestDetermined: NoticeDefinition<ArrearsContext> = {
  to: 'enterprise',
  variables: ({ event }) => {
    const { reading, order, surcharge, annualRate, reason } = chosen(event);
    return {
      reading: { ...(reading ? readingLabels[reading] : nothing) },
      order: { ...(order ? orderLabels[order] : nothing) },
      surcharge: surcharge ?? '',
      annualRate: annualRate ?? '',
      reason,
    };
  },
  example: {
    reading: readingLabels.referenceCase.zh,
    order: orderLabels.debtByDebt.zh,
    surcharge: 30,
    annualRate: '4.35',
    reason: '依照人民法院案例库同类案例。',
  },
};
