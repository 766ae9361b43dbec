import { Type } from 'class-transformer';
import { IsNotEmpty, IsOptional, ValidateNested } from 'class-validator';
import {
  Asks,
  IsCode,
  IsLine,
  IsText,
  IsBusinessDate,
  IsMoney,
  IsPositiveMoney,
  type FilingDefinition,
  type FilingRuleInput,
  type InputError,
} from '../../src/definition/index.js';
import { Statement, filesAt, filingOf, identifiersAs, respondentOf } from '../acts/filing.js';
import { foreignInvestment2019, policyAfter } from '../acts/instruments.js';
import type { CodeTable } from '../acts/coded-payloads.js';

/** Who can have made a government promise (政府承诺): an authority or a body that acts for one. */
class PromiseRespondent extends respondentOf([
  'government',
  'publicInstitution',
  'stateOwnedEnterprise',
]) {}

const promiseKinds = {
  policyCommitment: { zh: '政策承诺', en: 'policy commitment' },
  investmentAgreement: { zh: '招商引资协议', en: 'investment agreement' },
  subsidy: { zh: '奖补资金', en: 'subsidy' },
  land: { zh: '土地', en: 'land' },
  procurement: { zh: '政府采购', en: 'procurement' },
  ppp: { zh: '政府和社会资本合作', en: 'public-private partnership' },
} as const satisfies CodeTable;

const promiseForms = {
  document: { zh: '文件', en: 'a document' },
  agreement: { zh: '协议', en: 'an agreement' },
  minutes: { zh: '会议纪要', en: 'minutes of a meeting' },
  other: { zh: '其他书面形式', en: 'another written form' },
} as const satisfies CodeTable;

class PromiseDetails {
  @Asks('承诺类型', 'Kind of promise')
  @IsCode(promiseKinds)
  readonly kind!: string;

  /** A promise must be in writing (外商投资法实施条例 27). */
  @Asks('承诺形式', 'Form of the promise', {
    hint: { zh: '承诺应当以书面形式作出', en: 'A promise must be in writing' },
  })
  @IsCode(promiseForms)
  readonly form!: string;

  @Asks('承诺文件编号', 'Number of the document')
  @IsOptional()
  @IsLine(100, { mayBeEmpty: true })
  readonly documentNumber?: string;

  @Asks('承诺作出日期', 'Promised on')
  @IsBusinessDate()
  readonly promisedOn!: string;

  /** The day by which it was to be kept, where one was named. */
  @Asks('承诺履行期限', 'To be kept by')
  @IsOptional()
  @IsBusinessDate()
  readonly dueOn?: string;

  /**
   * The day on which the enterprise learnt that the authority refuses to keep it, changes or ends
   * it; the terms of reconsideration and administrative suit run from it.
   */
  @Asks('知道拒绝履行的日期', 'Learnt of the refusal on', {
    hint: {
      zh: '知道承诺被拒绝履行、变更或者解除的日期',
      en: 'The day on which you learnt that it would not be kept',
    },
  })
  @IsOptional()
  @IsBusinessDate()
  readonly refusedOn?: string;

  @Asks('承诺内容', 'Content of the promise')
  @IsText(5_000)
  readonly content!: string;

  @Asks('承诺金额（元）', 'Amount promised (yuan)')
  @IsOptional()
  @IsPositiveMoney()
  readonly amount?: string;

  /** The part that was kept already. */
  @Asks('已兑现金额（元）', 'Amount kept already (yuan)')
  @IsOptional()
  @IsMoney()
  readonly fulfilledAmount?: string;
}

/** A complaint that a government did not keep its promise (政府不兑现承诺投诉). */
export class PromiseFiling extends filingOf(PromiseRespondent, Statement) {
  @Asks('承诺信息', 'Promise')
  @ValidateNested()
  @Type(() => PromiseDetails)
  @IsNotEmpty()
  readonly promise!: PromiseDetails;
}

function refuse({ filing, on }: FilingRuleInput<PromiseFiling>): readonly InputError[] {
  const { promisedOn, dueOn, refusedOn, amount, fulfilledAmount } = filing.promise;
  const errors: InputError[] = [];
  if (promisedOn > on) {
    errors.push({
      path: 'promise.promisedOn',
      rule: 'notInFuture',
      message: 'A promise cannot have been made after today.',
    });
  }
  if (dueOn !== undefined && dueOn < promisedOn) {
    errors.push({
      path: 'promise.dueOn',
      rule: 'notBeforePromise',
      message: 'A promise cannot fall due before it was made.',
    });
  }
  if (refusedOn !== undefined && (refusedOn > on || refusedOn < promisedOn)) {
    errors.push({
      path: 'promise.refusedOn',
      rule: refusedOn > on ? 'notInFuture' : 'notBeforePromise',
      message: 'A promise is refused after it was made, and you have learnt of it by today.',
    });
  }
  if (fulfilledAmount !== undefined && Number(fulfilledAmount) > Number(amount ?? 0)) {
    errors.push({
      path: 'promise.fulfilledAmount',
      rule: 'withinPromise',
      message: 'The part that was kept cannot exceed the amount promised.',
    });
  }
  return errors;
}

export const promiseFiling: FilingDefinition<PromiseFiling> = {
  label: { zh: '提交投诉', en: 'File the complaint' },
  payload: PromiseFiling,
  basis: policyAfter(foreignInvestment2019, '27'),
  refuse,
  cites: ({ evidence }) => filesAt('evidence', evidence),
  identifiers: ({ externalRef, promise }) => [
    ...identifiersAs('document', promise.documentNumber),
    ...identifiersAs('reference', externalRef),
  ],
  example: {
    respondent: {
      name: '南宁市某产业园区管理委员会',
      type: 'government',
      divisionCode: '450100',
    },
    facts: '2024年会议纪要承诺按每平方米200元补贴厂房装修，首期已付，二期至今未付。',
    request: '兑付二期装修补贴5,000,000.00元。',
    statement: { truthful: true, noOtherProcedure: true },
    promise: {
      kind: 'subsidy',
      form: 'minutes',
      documentNumber: '2024年第12期',
      promisedOn: '2024-03-15',
      dueOn: '2025-06-30',
      content: '厂房装修补贴分两期拨付，每期5,000,000.00元。',
      amount: '10000000.00',
      fulfilledAmount: '5000000.00',
    },
  },
};
