import { Type } from 'class-transformer';
import { IsIn, IsNotEmpty, IsOptional, ValidateNested } from 'class-validator';
import {
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

/** Who can have made a government promise (政府承诺): an authority or a body that acts for one. */
class PromiseRespondent extends respondentOf([
  'government',
  'publicInstitution',
  'stateOwnedEnterprise',
]) {}

class PromiseDetails {
  @IsIn(['policyCommitment', 'investmentAgreement', 'subsidy', 'land', 'procurement', 'ppp'])
  readonly kind!: string;

  /** A promise must be in writing (外商投资法实施条例 27). */
  @IsIn(['document', 'agreement', 'minutes', 'other'])
  readonly form!: string;

  @IsOptional()
  @IsLine(100, { mayBeEmpty: true })
  readonly documentNumber?: string;

  @IsBusinessDate()
  readonly promisedOn!: string;

  /** The day by which it was to be kept, where one was named. */
  @IsOptional()
  @IsBusinessDate()
  readonly dueOn?: string;

  /**
   * The day on which the enterprise learnt that the authority refuses to keep it, changes or ends
   * it; the terms of reconsideration and administrative suit run from it.
   */
  @IsOptional()
  @IsBusinessDate()
  readonly refusedOn?: string;

  @IsText(5_000)
  readonly content!: string;

  @IsOptional()
  @IsPositiveMoney()
  readonly amount?: string;

  /** The part that was kept already. */
  @IsOptional()
  @IsMoney()
  readonly fulfilledAmount?: string;
}

/** A complaint that a government did not keep its promise (政府不兑现承诺投诉). */
export class PromiseFiling extends filingOf(PromiseRespondent, Statement) {
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
