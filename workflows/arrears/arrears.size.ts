import { IsOptional, IsUUID } from 'class-validator';
import {
  Asks,
  type CodeWords,
  IsCode,
  IsText,
  defineEvent,
  type CaseEvent,
  type InputError,
  type RuleInput,
  type SubjectLapse,
} from '../../src/definition/index.js';
import { separationBasis } from '../acts/duties.js';
import { law, order802 } from '../acts/instruments.js';
import { respondentsOwn } from '../acts/not-the-respondent.js';
import type { ArrearsContext } from './arrears.context.js';
import type { Size } from './size.js';

export const sizes = ['large', 'medium', 'small', 'micro'] as const satisfies readonly Size[];

/** Whose size is in doubt: who says that it is an SME is either side (第二十九条第二款). */
const sizeWords = {
  large: { zh: '大型', en: 'large' },
  medium: { zh: '中型', en: 'medium' },
  small: { zh: '小型', en: 'small' },
  micro: { zh: '微型', en: 'micro' },
} as const satisfies CodeWords<Size>;

export const sizeParties = ['complainant', 'respondent'] as const;

const sizePartyWords = {
  complainant: { zh: '投诉人', en: 'the complainant' },
  respondent: { zh: '被投诉人', en: 'the respondent' },
} as const satisfies CodeWords<(typeof sizeParties)[number]>;

export type SizeParty = (typeof sizeParties)[number];

/** A doubt about the size of a party (规模争议), and what came of it. */
export interface SizeQuestion {
  readonly unitId: string;
  readonly decided: Size | null;
}

/** A doubt about the size of a party on the day of the contract. */
export class SizeDispute {
  /** The complainant, when it is left out. */
  @Asks('规模有争议的一方', 'Party whose size is disputed')
  @IsOptional()
  @IsCode(sizePartyWords)
  readonly party?: SizeParty;

  /**
   * The SME department at that party's place, county or above; the region's own for a complainant of
   * another province, or whose place is unknown. See `GET /units`.
   */
  @Asks('认定部门', 'Department that decides')
  @IsUUID()
  readonly unitId!: string;

  @Asks('争议理由', 'Reason for the dispute')
  @IsText(2_000)
  readonly reason!: string;

  /** As with a referral: why the respondent is another body than the unit's, where names are alike. */
  @Asks('认定部门不是被投诉人的说明', 'Why the department is not the respondent')
  @IsOptional()
  @IsText(2_000)
  readonly notTheRespondent?: string;
}

/** What the SME department found. */
export class SizeDecision {
  @Asks('认定的企业规模', 'Size as determined')
  @IsCode(sizeWords)
  readonly size!: Size;

  @Asks('认定理由', 'Reason for the decision')
  @IsText(2_000)
  readonly reason!: string;

  @Asks('认定依据材料', 'File that it rests on')
  @IsOptional()
  @IsUUID()
  readonly evidenceId?: string;
}

/** What is known of the size of each party; a case of before knows nothing of the respondent's. */
export const questionsOf = ({
  size,
  respondentSize = null,
}: Pick<ArrearsContext, 'size' | 'respondentSize'>): Readonly<
  Record<SizeParty, SizeQuestion | null>
> => ({ complainant: size, respondent: respondentSize });

/** The party whose size is being determined; one at a time. */
export function partyInDoubt(context: ArrearsContext): SizeParty | null {
  const questions = questionsOf(context);
  const isOpen = (party: SizeParty) => questions[party] !== null && !questions[party].decided;
  return sizeParties.find(isOpen) ?? null;
}

function refuseDispute(input: RuleInput<SizeDispute, ArrearsContext>): readonly InputError[] {
  const { payload, context } = input;
  const { party = 'complainant' } = payload;
  if ((questionsOf(context)[party]?.decided ?? null) !== null) {
    const message = `The size of the ${party} was determined already.`;
    return [{ path: 'payload.party', rule: 'sizeUndecided', message }];
  }
  const { respondentType } = context;
  const isPublic = respondentType === 'government' || respondentType === 'publicInstitution';
  if (party === 'respondent' && isPublic) {
    const message = 'A public body has no size; only an enterprise is large or not.';
    return [{ path: 'payload.party', rule: 'enterpriseRespondent', message }];
  }
  return wrongUnit(party, input);
}

function wrongUnit(
  party: SizeParty,
  { payload: { notTheRespondent }, facts: { unit = null } }: RuleInput<SizeDispute, ArrearsContext>,
): readonly InputError[] {
  const path = 'payload.unitId';
  if (!unit) return [{ path, rule: 'unitExists', message: 'There is no unit by this id.' }];
  if (!unit.capacities.includes('smeDepartment') || !unit.handles.includes('arrears')) {
    const message = `${unit.name} is no SME department.`;
    return [{ path, rule: 'unitCompetent', message }];
  }
  const broken = respondentsOwn(unit, notTheRespondent);
  if (broken) return [{ path, ...broken }];
  if (party === 'respondent') {
    if (unit.isAtRespondent) return [];
    const message = `${unit.name} is not at the place of the respondent (Article 29).`;
    return [{ path, rule: 'unitAtRespondent', message }];
  }
  // Somebody has to find it: no department of another province takes part here (docs/readings.md).
  if (unit.isAtEnterprise || unit.standsInAtEnterprise) return [];
  const message = `${unit.name} is not at the place of the complainant (Article 29); for one of another province, or of an unknown place, it is the department of the region.`;
  return [{ path, rule: 'unitAtComplainant', message }];
}

const basis = law(order802, '29(2)');

/** The acts of a doubt about size (企业规模类型争议认定), open until there is a result. */
export const sizeEvents = {
  'size.dispute': defineEvent<SizeDispute, ArrearsContext>({
    by: ['acceptor', 'acceptorHead', 'handler', 'handlerHead'],
    label: { zh: '提请认定企业规模', en: 'Have the size determined' },
    payload: SizeDispute,
    example: {
      party: 'complainant',
      unitId: '0190a6e0-0000-7000-8000-000000450100',
      reason: '被投诉人提出投诉人合同订立时从业人员已超过1000人。',
    },
    shownToEnterprise: ['party', 'unitId', 'reason', 'notTheRespondent'],
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
  readonly event: CaseEvent;
}

const respondentIsSmall = (context: ArrearsContext): boolean => {
  const decided = questionsOf(context).respondent?.decided ?? null;
  return decided !== null && decided !== 'large';
};

/** Both sides are what the Regulations are about, as far as it was asked. */
export const sizeGuards = {
  /** One question at a time, and not when both are settled. */
  sizeMayBeAsked: ({ context }: Asked) =>
    partyInDoubt(context) === null &&
    sizeParties.some((party) => questionsOf(context)[party] === null),
  /** Until the result; the unit asked is the one that answers. */
  sizeStillMatters: ({ context }: Asked) => context.resultCode === null,
  sizeOpen: ({ context, event: { actor } }: Asked) => {
    const party = partyInDoubt(context);
    return party !== null && questionsOf(context)[party]?.unitId === actor.unitId;
  },
  sizeSettled: ({ context }: Asked) =>
    partyInDoubt(context) === null &&
    !(context.respondentSizeDoubted === true && questionsOf(context).respondent === null),
  notLarge: ({ context }: Asked) => context.size?.decided !== 'large',
  respondentLarge: ({ context }: Asked) => !respondentIsSmall(context),
  dueDatesKnown: ({ context: { ledger } }: Asked) =>
    ledger.regime !== 'order728' || ledger.items.every(({ dueOn }) => dueOn !== null),
  termsExamined: ({ context: { ledger } }: Asked) =>
    ledger.items.every(({ termToExamine }) => !termToExamine),
};

/** The clock of a determination that is asked for after the acceptance, by the unit that owes it. */
export type SizeLapse = SubjectLapse<'sizeDetermination'>;

/** A question is put to a unit, which helps with the case from then on. */
export function sizeAsked(context: ArrearsContext, { party, unitId }: SizeDispute) {
  const question = { unitId, decided: null };
  return {
    ...(party === 'respondent' ? { respondentSize: question } : { size: question }),
    coUnitIds: [...new Set([...context.coUnitIds, unitId])],
  };
}

/** It is answered (`size`), or nobody is asked any more: then the doubt may come up again. */
export function sizeAnswered(context: ArrearsContext, size: Size | null) {
  const party = partyInDoubt(context);
  if (party === null) return {};
  const question = questionsOf(context)[party];
  const answered = question && size ? { ...question, decided: size } : null;
  const helping = context.cooperation.map(({ unitId }) => unitId);
  return {
    ...(party === 'respondent' ? { respondentSize: answered } : { size: answered }),
    coUnitIds: context.coUnitIds.filter((id) => id !== question?.unitId || helping.includes(id)),
  };
}

/** Units of a referral, with the one that is determining a size. */
export function withSizeUnit(context: ArrearsContext, coUnitIds: readonly string[]) {
  const party = partyInDoubt(context);
  const unitId = party && questionsOf(context)[party]?.unitId;
  return unitId ? [...new Set([...coUnitIds, unitId])] : coUnitIds;
}
