import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import {
  Asks,
  IsBusinessDate,
  IsLine,
  IsMoney,
  IsName,
  IsText,
  type InputError,
  type RuleInput,
} from '../../src/definition/index.js';
import { resultOf } from '../acts/coded-payloads.js';
import { refuseHastyResult } from '../acts/handling.js';
import { compensatedResults, resultCodes } from './promise.codes.js';
import type { PromiseContext } from './promise.context.js';

/**
 * How a promise was lawfully changed (民营经济促进法 70(2), 优化营商环境条例 31): by whom, by which
 * decision. Competence and procedure are what makes it lawful, so both are named.
 */
export class LawfulChange {
  /** The authority that has the power to change it. */
  @Asks('作出变更的机关', 'Authority that changed it')
  @IsName(200)
  readonly authority!: string;

  @Asks('变更文书文号', 'Number of the document')
  @IsLine(100)
  readonly documentNumber!: string;

  @Asks('变更决定日期', 'Decided on')
  @IsBusinessDate()
  readonly decidedOn!: string;

  /** Which national or public interest, and how it was decided. */
  @Asks('变更理由', 'Reason for the change', {
    hint: {
      zh: '写明涉及的国家利益、社会公共利益和法定程序',
      en: 'Which national or public interest, and how it was decided',
    },
  })
  @IsText(5_000)
  readonly reason!: string;
}

/** What is owed for what was lost (补偿、赔偿). */
export class Compensation {
  /** What was lost, as it was found (民营经济促进法 73). */
  @Asks('损失金额（元）', 'Loss (yuan)')
  @IsMoney()
  readonly loss!: string;

  /** What is paid for it, and how the sum was found. */
  @Asks('补偿金额（元）', 'Compensation (yuan)')
  @IsMoney()
  readonly amount!: string;

  @Asks('补偿的确定依据', 'How the compensation was found')
  @IsText(5_000)
  readonly reason!: string;
}

/** What the unit found, with what makes it lawful. */
export class PromiseResult extends resultOf(resultCodes) {
  @Asks('依法变更承诺', 'Lawful change')
  @IsOptional()
  @ValidateNested()
  @Type(() => LawfulChange)
  readonly change?: LawfulChange;

  @Asks('损失补偿', 'Compensation')
  @IsOptional()
  @ValidateNested()
  @Type(() => Compensation)
  readonly compensation?: Compensation;
}

/** A change is one by a decision that is named, and nothing is taken without compensation. */
export function refuseResult(
  input: RuleInput<PromiseResult, PromiseContext>,
): readonly InputError[] {
  const { resultCode, change, compensation } = input.payload;
  const isChange = resultCode === 'changedInPublicInterest';
  const errors = [...refuseHastyResult(input)];
  const check = (holds: boolean, path: string, rule: string, message: string) => {
    if (!holds) errors.push({ path: `payload.${path}`, rule, message });
  };
  check(
    isChange === (change !== undefined),
    'change',
    isChange ? 'isDefined' : 'fieldOfResult',
    isChange
      ? 'A change in the public interest names who decided it, by which document and why.'
      : 'Only changedInPublicInterest rests on a decision that changed the promise.',
  );
  check(
    change === undefined || change.decidedOn <= input.on,
    'change.decidedOn',
    'notInFuture',
    'This cannot lie after today.',
  );
  check(
    !isChange || compensation !== undefined,
    'compensation',
    'isDefined',
    'What was lost is compensated (Article 70(2)).',
  );
  check(
    compensation === undefined || compensatedResults.some((code) => code === resultCode),
    'compensation',
    'fieldOfResult',
    `Compensation belongs to ${compensatedResults.join(', ')}.`,
  );
  return errors;
}
