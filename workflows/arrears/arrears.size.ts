import { IsIn, IsOptional, IsUUID } from 'class-validator';
import {
  IsText,
  defineEvent,
  type InputError,
  type RuleInput,
} from '../../src/definition/index.js';
import { separationBasis } from '../acts/duties.js';
import { law, order802 } from '../acts/instruments.js';
import { respondentsOwn } from '../acts/not-the-respondent.js';
import type { ArrearsContext } from './arrears.context.js';

const sizes = ['large', 'medium', 'small', 'micro'] as const;

/** A doubt about the size of the complainant on the day of the contract. */
export class SizeDispute {
  /** The SME department at the complainant's place, county or above; see `GET /units`. */
  @IsUUID()
  readonly unitId!: string;

  @IsText(2_000)
  readonly reason!: string;

  /** As with a referral: why the respondent is another body than the unit's, where names are alike. */
  @IsOptional()
  @IsText(2_000)
  readonly notTheRespondent?: string;
}

/** What the SME department found. */
export class SizeDecision {
  @IsIn(sizes)
  readonly size!: (typeof sizes)[number];

  @IsText(2_000)
  readonly reason!: string;

  @IsOptional()
  @IsUUID()
  readonly evidenceId?: string;
}

function refuseDispute({
  payload: { notTheRespondent },
  facts: { unit = null },
}: RuleInput<SizeDispute, ArrearsContext>): readonly InputError[] {
  const path = 'payload.unitId';
  if (!unit) return [{ path, rule: 'unitExists', message: 'There is no unit by this id.' }];
  if (!unit.handles.includes('arrears')) {
    const message = `${unit.name} is no SME department.`;
    return [{ path, rule: 'unitCompetent', message }];
  }
  const broken = respondentsOwn(unit, notTheRespondent);
  if (broken) return [{ path, ...broken }];
  if (unit.isAtEnterprise) return [];
  const message = `${unit.name} is not at the place of the complainant (Article 29).`;
  return [{ path, rule: 'unitAtComplainant', message }];
}

const basis = law(order802, '29');

/** The acts of a doubt about size (企业规模类型争议认定). */
export const sizeEvents = {
  'size.dispute': defineEvent<SizeDispute, ArrearsContext>({
    by: ['acceptor', 'acceptorHead'],
    label: { zh: '提请认定企业规模', en: 'Have the size determined' },
    payload: SizeDispute,
    example: {
      unitId: '0190a6e0-0000-7000-8000-000000450100',
      reason: '被投诉人提出投诉人合同订立时从业人员已超过1000人。',
    },
    shownToEnterprise: ['unitId', 'reason', 'notTheRespondent'],
    basis,
    refuse: refuseDispute,
  }),
  'size.decide': defineEvent<SizeDecision, ArrearsContext>({
    by: ['handler', 'handlerHead'],
    units: 'cooperating',
    label: { zh: '认定企业规模', en: 'Determine the size' },
    payload: SizeDecision,
    example: { size: 'medium', reason: '依据合同订立上一年度统计数据认定为中型企业。' },
    shownToEnterprise: ['size', 'reason'],
    basis,
    apartFrom: [
      {
        act: 'size.dispute',
        why: {
          zh: '提请认定企业规模的人员不得作出认定。',
          en: 'Who doubted the size does not determine it.',
        },
        basis: separationBasis,
      },
    ],
  }),
};

interface Asked {
  readonly context: ArrearsContext;
}

/** A complaint is accepted once its size is beyond doubt and its due dates are known, and from an SME only. */
export const sizeGuards = {
  sizeNotAsked: ({ context: { size } }: Asked) => size === null,
  sizeOpen: ({ context: { size } }: Asked) => size !== null && size.decided === null,
  sizeSettled: ({ context: { size } }: Asked) => size?.decided !== null,
  notLarge: ({ context: { size } }: Asked) => size?.decided !== 'large',
  dueDatesKnown: ({ context: { ledger } }: Asked) =>
    ledger.regime !== 'order728' || ledger.items.every(({ dueOn }) => dueOn !== null),
  termsExamined: ({ context: { ledger } }: Asked) =>
    ledger.items.every(({ termToExamine }) => !termToExamine),
};
