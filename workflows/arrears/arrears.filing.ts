import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  Equals,
  IsArray,
  IsBoolean,
  IsInt,
  IsNotEmpty,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  dayBasisWords,
  Asks,
  IsCode,
  termUnitWords,
  IsLine,
  IsText,
  IsBusinessDate,
  IsPercent,
  IsPositiveMoney,
  dayBases,
  YEARS_AHEAD,
  bareNumber,
  type DayBasis,
  type FilingDefinition,
  type FilingDoubt,
  type FilingRuleInput,
  type InputError,
  type Term,
} from '../../src/definition/index.js';
import { addDays } from '../../src/kernel/business-date.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { fromFen, sumOfMoney, toFen, type Fen } from '../../src/kernel/money.js';
import {
  Statement,
  filingOf,
  filesAt,
  identifiersAs,
  IsFiles,
  respondentOf,
  respondentTypes,
} from '../acts/filing.js';
import { law, order802 } from '../acts/instruments.js';
import { missingFigures, SizeInput, sizeByFigures } from './calculators/size.calculator.js';
import {
  paymentTriggerWords,
  dueWithoutAgreement,
  itemDue,
  type PaymentTrigger,
} from './due-date.js';
import { allocationWords, type Allocation } from './interest/allocation.js';
import { figuresOf } from './ledger/figures.js';
import { openLedger, paymentTermOf } from './ledger/opening.js';
import { contractSubjectWords } from './interest/readings.js';

/** Public bodies and large enterprises (机关、事业单位、大型企业), Article 2. */
class ArrearsRespondent extends respondentOf(respondentTypes) {}

class ArrearsStatement extends Statement {
  /** Size counts on the day of the contract (合同订立时), Article 3. */
  @Asks('合同订立时为中小企业的承诺', 'Declaration of being an SME at the contract')
  @Equals(true, {
    message: 'smeAtContract must be true: only SMEs are protected by the Regulations',
  })
  readonly smeAtContract!: true;
}

/** An amount in another currency is refused in words, and not by the name of its field. */
const IsYuan = (): PropertyDecorator =>
  IsCode(
    { CNY: { zh: '人民币', en: 'yuan' } },
    {
      message:
        'must be CNY: amounts are in yuan. Convert a claim in another currency as the contract says, and name the rate in the note.',
    },
  );

class Contract {
  @Asks('合同编号', 'Contract number')
  @IsLine(100)
  readonly number!: string;

  @Asks('合同签订日期', 'Contract signed on')
  @IsBusinessDate()
  readonly signedOn!: string;

  @Asks('合同标的', 'Subject of the contract')
  @IsCode(contractSubjectWords)
  readonly subject!: 'goods' | 'works' | 'services';

  /** The contract's amount, or the settled amount where it was settled. */
  @Asks('合同金额（元）', 'Contract amount (yuan)', {
    hint: { zh: '已经结算的填写结算金额', en: 'The settled amount where it was settled' },
  })
  @IsPositiveMoney()
  readonly amount!: string;

  /** What was ordered on top of it and is not settled yet (签证、变更、增加工程量). */
  @Asks('增加金额（元）', 'Additional amount (yuan)', {
    hint: {
      zh: '签证、变更、增加工程量等尚未结算的金额',
      en: 'Ordered on top of the contract and not settled yet',
    },
  })
  @IsOptional()
  @IsPositiveMoney()
  readonly additionalAmount?: string;

  /** From what the term of payment counts. */
  @Asks('付款期限起算事由', 'Event from which payment is due', {
    hint: {
      zh: '约定的付款期限从该事由发生之日起计算',
      en: 'The agreed term counts from the day of this event',
    },
  })
  @IsCode(paymentTriggerWords)
  readonly trigger!: PaymentTrigger;

  @Asks('约定付款期限', 'Agreed term of payment', {
    hint: {
      zh: '填写数字，单位另选；未约定的留空',
      en: 'A number; its unit stands beside it; left out where none was agreed',
    },
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(3660)
  readonly agreedDays?: number;

  /** What days those are; calendar days where nothing is said. */
  @Asks('约定付款期限单位', 'Unit of the agreed term', {
    hint: { zh: '留空则按自然日计算', en: 'Calendar days where it is left out' },
  })
  @IsOptional()
  @IsCode(termUnitWords)
  readonly agreedUnit?: Term['unit'];

  @Asks('约定逾期年利率（%）', 'Agreed yearly rate for late payment (%)')
  @IsOptional()
  @IsPercent()
  readonly agreedAnnualRate?: string;

  /** What the contract divides a yearly rate by; not given: the setting of the platform. */
  @Asks('全年计息天数', 'Days of a year for interest', {
    hint: {
      zh: '合同约定年利率除以365或者360折算日利率',
      en: 'What the contract divides a yearly rate by',
    },
  })
  @IsOptional()
  @IsCode(dayBasisWords, { among: dayBases })
  readonly dayBasis?: DayBasis;

  /** What a part payment goes to first, where the contract says another order than the law. */
  @Asks('部分付款的抵充顺序', 'What a part payment goes to first', {
    hint: {
      zh: '合同约定与法律规定不同的填写',
      en: 'Where the contract says another order than the law',
    },
  })
  @IsOptional()
  @IsCode(allocationWords)
  readonly allocation?: Allocation;

  /** All is counted in yuan: the Regulations and their interest know no other currency. */
  @Asks('币种', 'Currency')
  @IsOptional()
  @IsYuan()
  readonly currency?: 'CNY';

  /**
   * Why something was delivered or accepted before the contract was signed: it came into being by
   * performance then (《民法典》第四百九十条第二款).
   */
  @Asks('先履行后签订合同的说明', 'Why performance came before the signature')
  @IsOptional()
  @IsText(500)
  readonly performedBeforeSigningReason?: string;

  /** Payment was made to depend on what a third party pays (背靠背条款). */
  @Asks('是否以第三方付款为条件', 'Payment depends on a third party', {
    hint: {
      zh: '背靠背条款：约定收到第三方付款后再支付',
      en: 'The contract makes payment wait for what a third party pays',
    },
  })
  @IsOptional()
  @IsBoolean()
  readonly backToBack?: boolean;
}

/** Both sides by their figures on the day of the contract (企业规模自测). */
class SizesAtContract {
  @Asks('投诉人合同订立时的规模', 'Size of the complainant at the contract')
  @IsOptional()
  @ValidateNested()
  @Type(() => SizeInput)
  readonly complainant?: SizeInput;

  @Asks('被投诉人合同订立时的规模', 'Size of the respondent at the contract')
  @IsOptional()
  @ValidateNested()
  @Type(() => SizeInput)
  readonly respondent?: SizeInput;
}

/** One delivery, accepted part or settled stage, with a due date of its own. */
class ClaimItem {
  @Asks('欠款金额（元）', 'Amount owed (yuan)')
  @IsPositiveMoney()
  readonly amount!: string;

  @Asks('起算日期', 'Day from which the term counts', {
    hint: {
      zh: '交付、验收、检验期限届满或者结算的日期',
      en: 'The day of delivery, acceptance, end of inspection or settlement',
    },
  })
  @IsBusinessDate()
  readonly triggeredOn!: string;

  /** Of the invoice that was issued for it (发票号码). */
  @Asks('发票号码', 'Invoice number')
  @IsOptional()
  @IsLine(100)
  readonly invoiceNumber?: string;

  /** The term of this item, where it is another than that of the contract. */
  @Asks('本笔约定付款期限', 'Agreed term of this item', {
    hint: { zh: '与合同约定不同的填写', en: 'Where it is another than that of the contract' },
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(3660)
  readonly agreedDays?: number;

  /** What days those are; calendar days where nothing is said. */
  @Asks('本笔付款期限单位', "Unit of this item's term", {
    hint: { zh: '留空则按自然日计算', en: 'Calendar days where it is left out' },
  })
  @IsOptional()
  @IsCode(termUnitWords)
  readonly agreedUnit?: Term['unit'];

  /** The day by which it was to be paid as agreed, where the books have a day and no term. */
  @Asks('约定付款日期', 'Agreed day of payment')
  @IsOptional()
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  readonly dueOn?: string;

  @Asks('币种', 'Currency')
  @IsOptional()
  @IsYuan()
  readonly currency?: 'CNY';

  /** What the enterprise's own books call it. */
  @Asks('企业内部编号', 'Your own reference')
  @IsOptional()
  @IsLine(100)
  readonly externalRef?: string;

  /** Delivery notes, invoices and what else belongs to it, uploaded before; see `POST /uploads`. */
  @Asks('证据材料', 'Evidence')
  @IsFiles()
  readonly evidence?: readonly string[];

  @Asks('备注', 'Note')
  @IsOptional()
  @IsText(500, { mayBeEmpty: true })
  readonly note?: string;
}

class Payment {
  @Asks('付款日期', 'Paid on')
  @IsBusinessDate()
  readonly on!: string;

  @Asks('付款金额（元）', 'Amount paid (yuan)')
  @IsPositiveMoney()
  readonly amount!: string;

  /** The item that the respondent named when it paid (《民法典》第五百六十条第一款), from 1 on. */
  @Asks('指定抵充的欠款序号', 'Item that the payment was for', {
    hint: { zh: '付款方付款时指明的，从1开始', en: 'Where the respondent named it; from 1 on' },
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(200)
  readonly item?: number;
}

class Claim {
  @Asks('欠款明细', 'Items owed')
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => ClaimItem)
  readonly items!: readonly ClaimItem[];

  /** What the respondent has paid on these items. */
  @Asks('已付款项', 'Payments received')
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => Payment)
  readonly payments!: readonly Payment[];
}

/** A complaint of overdue payment (拖欠中小企业账款投诉). */
export class ArrearsFiling extends filingOf(ArrearsRespondent, ArrearsStatement) {
  @Asks('合同信息', 'Contract')
  @ValidateNested()
  @Type(() => Contract)
  @IsNotEmpty()
  readonly contract!: Contract;

  @Asks('欠款信息', 'Debt')
  @ValidateNested()
  @Type(() => Claim)
  @IsNotEmpty()
  readonly claim!: Claim;

  @Asks('合同订立时的企业规模', 'Sizes at the contract')
  @IsOptional()
  @ValidateNested()
  @Type(() => SizesAtContract)
  readonly sizeAtContract?: SizesAtContract;
}

function refuse(input: FilingRuleInput<ArrearsFiling>): readonly InputError[] {
  const tooLate = datesInFuture(input);
  const impossible = [
    ...tooLate,
    ...performedBeforeSigning(input.filing),
    ...termsTwice(input.filing),
    ...invoicesTwice(input.filing),
    ...claimBeyondContract(input.filing),
    ...sizesBesideParties(input.filing),
    // Nothing is counted from a day that has not come.
    ...(tooLate.length > 0 ? [] : paymentsOutOfPlace(input)),
  ];
  // Whether anything is due can only be said of dates and amounts that are possible.
  return impossible.length > 0 ? impossible : nothingDue(input);
}

function datesInFuture({ filing, on }: FilingRuleInput<ArrearsFiling>): readonly InputError[] {
  const { contract, claim } = filing;
  const dates = [
    { path: 'contract.signedOn', date: contract.signedOn },
    ...claim.items.map(({ triggeredOn }, index) => ({
      path: `claim.items[${index}].triggeredOn`,
      date: triggeredOn,
    })),
    ...claim.payments.map((payment, index) => ({
      path: `claim.payments[${index}].on`,
      date: payment.on,
    })),
  ];
  return dates
    .filter(({ date }) => date > on)
    .map(({ path }) => ({ path, rule: 'notInFuture', message: 'This cannot lie after today.' }));
}

/** Whatever came before the contract is a slip of the year, or the contract was written later. */
function performedBeforeSigning({ contract, claim }: ArrearsFiling): readonly InputError[] {
  if (contract.performedBeforeSigningReason !== undefined) return [];
  return claim.items.flatMap(({ triggeredOn }, index) =>
    triggeredOn < contract.signedOn
      ? [
          {
            path: `claim.items[${index}].triggeredOn`,
            rule: 'notBeforeContract',
            message: `This lies before the contract of ${contract.signedOn}. Was it delivered before it was signed? Then say why in contract.performedBeforeSigningReason.`,
          },
        ]
      : [],
  );
}

/** A day and a number of days would be two terms; one before the trigger is no term. */
function termsTwice({ claim }: ArrearsFiling): readonly InputError[] {
  return claim.items.flatMap(({ dueOn, agreedDays, agreedUnit, triggeredOn }, index) => {
    const path = `claim.items[${index}].dueOn`;
    if (agreedUnit !== undefined && agreedDays === undefined) {
      const unit = `claim.items[${index}].agreedUnit`;
      return [{ path: unit, rule: 'termNeeded', message: 'Give the number of days as well.' }];
    }
    if (dueOn === undefined) return [];
    if (agreedDays !== undefined) {
      return [{ path, rule: 'oneTerm', message: 'Give the day or the number of days, not both.' }];
    }
    const message = `An item cannot fall due before ${triggeredOn}, from which its term counts.`;
    return dueOn < triggeredOn ? [{ path, rule: 'notBeforeTrigger', message }] : [];
  });
}

const principalOf = ({ claim }: ArrearsFiling): Fen =>
  sumOfMoney(claim.items.map((item) => item.amount));

const contractedOf = ({ contract: { amount, additionalAmount = '0.00' } }: ArrearsFiling): Fen =>
  toFen(amount) + toFen(additionalAmount);

/** What another complaint claims of its contract. */
interface ClaimedOfContract {
  readonly contract: string;
  readonly principal: Fen;
}

/** The contract itself: two of the same number are told apart by their day. */
const contractKey = ({ contract: { number, signedOn } }: ArrearsFiling): string =>
  `${bareNumber(number)} ${signedOn}`;

const claimedOfContract = (filing: ArrearsFiling) =>
  ({
    contract: contractKey(filing),
    principal: principalOf(filing),
  }) satisfies ClaimedOfContract;

/** One contract in several complaints is still one: together they claim no more than it has. */
function claimBeyondContractBeside(
  filing: ArrearsFiling,
  others: readonly JsonObject[],
): readonly InputError[] {
  if (bareNumber(filing.contract.number) === '') return [];
  const same = (others as unknown as readonly ClaimedOfContract[]).filter(
    ({ contract }) => contract === contractKey(filing),
  );
  const claimed = same.reduce((sum, { principal }) => sum + principal, principalOf(filing));
  const whole = contractedOf(filing);
  if (same.length === 0 || claimed <= whole) return [];
  const message = `With your open complaints about this contract the items add up to ${fromFen(claimed)}, more than its ${fromFen(whole)}.`;
  return [{ path: 'claim.items', rule: 'withinContract', message }];
}

/** The same amount from the same day twice, with nothing that tells the two apart. */
function itemsAlike({ claim }: ArrearsFiling): readonly FilingDoubt[] {
  const seen = new Map<string, number>();
  return claim.items.flatMap((item, index) => {
    const { evidence: _, ...told } = item;
    const key = JSON.stringify(Object.entries(told).toSorted());
    const earlier = seen.get(key);
    if (earlier === undefined) {
      seen.set(key, index);
      return [];
    }
    const message = {
      zh: `第${index + 1}笔与第${earlier + 1}笔完全相同，请核对是否重复填报。`,
      en: `Item ${index + 1} is the same as item ${earlier + 1}. Is it one and the same?`,
    };
    return [{ path: `claim.items[${index}]`, rule: 'itemsDiffer', message }];
  });
}

function invoicesTwice({ claim }: ArrearsFiling): readonly InputError[] {
  const seen = new Set<string>();
  return claim.items.flatMap(({ invoiceNumber, dueOn, triggeredOn, ...item }, index) => {
    if (invoiceNumber === undefined) return [];
    // An invoice may be paid in parts that fall due one after the other.
    const term = [dueOn, item.agreedDays, item.agreedUnit];
    const key = JSON.stringify([bareNumber(invoiceNumber), triggeredOn, term]);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const message = `Another item has the invoice ${invoiceNumber} and the same day.`;
    return [{ path: `claim.items[${index}].invoiceNumber`, rule: 'invoiceOnce', message }];
  });
}

function claimBeyondContract(filing: ArrearsFiling): readonly InputError[] {
  const principal = principalOf(filing);
  const whole = contractedOf(filing);
  if (principal <= whole) return [];
  return [
    {
      path: 'claim.items',
      rule: 'withinContract',
      message: `The items add up to ${fromFen(principal)}, more than the contract or settled amount of ${fromFen(whole)}. What was ordered on top of the contract stands in contract.additionalAmount.`,
    },
  ];
}

/**
 * At least one item must be due, or its due date be a matter of the contract alone, or be due but
 * for a long term that a large enterprise agreed with itself: that is what the complaint is about.
 */
function nothingDue({
  filing,
  on,
  calendar,
}: FilingRuleInput<ArrearsFiling>): readonly InputError[] {
  const dueDates = filing.claim.items.map((item) => {
    const term = paymentTermOf(filing, item);
    const { dueOn, toExamine } = itemDue(term, calendar);
    return toExamine ? dueWithoutAgreement(term, calendar) : dueOn;
  });
  const overdue = dueDates.some((dueOn) => dueOn === null || dueOn < on);
  if (overdue) return [];
  const first = dueDates.toSorted()[0] ?? on;
  return [
    {
      path: 'claim.items',
      rule: 'dueDatePassed',
      message: `Nothing is overdue yet; the first item is due on ${first}. The complaint can be filed from ${addDays(first, 1)} on.`,
    },
  ];
}

/** Figures that were given are whole, and by its own the complainant is an SME. */
function sizesBesideParties({ sizeAtContract }: ArrearsFiling): readonly InputError[] {
  const { complainant, respondent: debtor } = sizeAtContract ?? {};
  const missing = [
    ...(complainant ? missingFigures(complainant, 'sizeAtContract.complainant.') : []),
    ...(debtor ? missingFigures(debtor, 'sizeAtContract.respondent.') : []),
  ];
  if (missing.length > 0) return missing;
  if (!complainant || sizeByFigures(complainant) !== 'large') return [];
  const message =
    'By these figures the complainant was a large enterprise, which the Regulations do not protect.';
  return [{ path: 'sizeAtContract.complainant', rule: 'smeAtContract', message }];
}

/**
 * By what the complainant knows of it, an enterprise complained of is not large. That decides
 * nothing: its size is determined by the SME department at its place (Article 29(2)).
 */
export function respondentSizeDoubted({ sizeAtContract, respondent }: ArrearsFiling): boolean {
  const figures = sizeAtContract?.respondent;
  const isEnterprise =
    respondent.type === 'largeEnterprise' || respondent.type === 'stateOwnedEnterprise';
  return isEnterprise && figures !== undefined && sizeByFigures(figures) !== 'large';
}

/** What was paid before the contract was written down counts as well (《民法典》第四百九十条第二款). */
function paymentsOutOfPlace(input: FilingRuleInput<ArrearsFiling>): readonly InputError[] {
  const { claim } = input.filing;
  const nowhere = claim.payments.flatMap(({ item }, index) =>
    item !== undefined && item > claim.items.length
      ? [
          {
            path: `claim.payments[${index}].item`,
            rule: 'itemKnown',
            message: 'The claim has no such item.',
          },
        ]
      : [],
  );
  if (nowhere.length > 0) return nowhere;
  const ledger = openLedger({ ...input, openAgainstRespondent: 0 });
  const { surplus, determined } = figuresOf(ledger, input.on);
  if (surplus === 0 || !determined) return [];
  const message = `This is ${fromFen(surplus)} more than was owed. Does it include other contracts? Then give the part of this one.`;
  return [{ path: 'claim.payments', rule: 'withinOwed', message }];
}

export const arrearsFiling: FilingDefinition<ArrearsFiling> = {
  label: { zh: '提交投诉', en: 'File the complaint' },
  payload: ArrearsFiling,
  basis: law(order802, '24'),
  contractOn: ({ contract }) => contract.signedOn,
  refuse,
  beside: { part: claimedOfContract, refuse: claimBeyondContractBeside },
  doubts: itemsAlike,
  cites: ({ evidence, claim: { items } }) => [
    ...filesAt('evidence', evidence),
    ...items.flatMap((item, index) => filesAt(`claim.items[${index}].evidence`, item.evidence)),
  ],
  identifiers: ({ externalRef, contract, claim: { items } }) => [
    ...identifiersAs('contract', contract.number),
    ...identifiersAs('invoice', ...items.map(({ invoiceNumber }) => invoiceNumber)),
    ...identifiersAs('reference', externalRef, ...items.map((item) => item.externalRef)),
  ],
  example: {
    respondent: { name: '柳州市某局', type: 'government', divisionCode: '450200' },
    facts: '设备已于2026年3月2日验收合格，至今未付款。',
    request: '支付货款1,000,000.00元及逾期利息。',
    statement: { truthful: true, noOtherProcedure: true, smeAtContract: true },
    contract: {
      number: 'LZ-2025-118',
      signedOn: '2025-08-20',
      subject: 'goods',
      amount: '1200000.00',
      trigger: 'acceptance',
      agreedDays: 30,
    },
    claim: {
      items: [{ amount: '1000000.00', triggeredOn: '2026-03-02', note: '首批设备' }],
      payments: [],
    },
  },
};
