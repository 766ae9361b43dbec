import { IsOptional, IsUUID } from 'class-validator';
import {
  Asks,
  type CodeWords,
  IsCode,
  IsText,
  defineEvent,
  type BusinessDate,
  type CaseEvent,
  type InputError,
  type Label,
  type NoticeDefinition,
  type RuleInput,
} from '../../src/definition/index.js';
import { goodFaith2023, law } from '../acts/instruments.js';
import { respondentsOwn } from '../acts/not-the-respondent.js';
import { says } from '../acts/notices.js';
import type { Determiner, PromiseContext } from './promise.context.js';

const relationWords = {
  superior: { zh: '上级部门', en: 'above the respondent' },
  competent: { zh: '主管部门', en: 'in charge of the matter' },
} as const satisfies CodeWords<Determiner['as']>;

/** Which body determines the case (认定部门), and why that one. */
export class NamedDeterminer {
  /** A unit that handles such cases; see `GET /units`. */
  @Asks('认定单位', 'Unit that determines')
  @IsUUID()
  readonly unitId!: string;

  /** Above the respondent (上级部门), or in charge of the matter (主管部门). */
  @Asks('与被投诉人的关系', 'Its relation to the respondent')
  @IsCode(relationWords)
  readonly as!: Determiner['as'];

  @Asks('理由', 'Reason')
  @IsText(2_000)
  readonly reason!: string;

  /** As with a referral: why the respondent is another body than the unit's, where names are alike. */
  @Asks('认定单位不是被投诉人的说明', 'Why the unit is not the respondent')
  @IsOptional()
  @IsText(2_000)
  readonly notTheRespondent?: string;
}

function refuseDeterminer({
  payload: { as },
  context: { determiner = null },
  facts: { unit = null },
  payload,
}: RuleInput<NamedDeterminer, PromiseContext>): readonly InputError[] {
  const wrong = (rule: string, message: string) => [{ path: 'payload.unitId', rule, message }];
  if (!unit) return wrong('unitExists', 'There is no unit by this id.');
  if (!unit.handles.includes('promise')) {
    return wrong('unitCompetent', `${unit.name} does not handle cases of this kind.`);
  }
  const own = respondentsOwn(unit, payload.notTheRespondent);
  if (own) return [{ path: 'payload.unitId', ...own }];
  if (as === 'superior' && !unit.isAboveRespondent) {
    return wrong('unitAbove', `${unit.name} does not stand above the respondent.`);
  }
  if (payload.unitId !== determiner?.unitId) return [];
  return wrong('unitChanges', `${unit.name} determines the case already.`);
}

/** A clue goes at once to the body above the respondent or in charge (发改财金〔2023〕1103号). */
export const determinerEvents = {
  'determiner.name': defineEvent<NamedDeterminer, PromiseContext>({
    by: ['acceptor', 'acceptorHead'],
    label: { zh: '确定认定部门', en: 'Name the body that determines' },
    payload: NamedDeterminer,
    example: {
      unitId: '0190a6e0-0000-7000-8000-000000450000',
      as: 'superior',
      reason: '系被投诉单位的上级部门。',
    },
    shownToEnterprise: ['unitId', 'as', 'notTheRespondent'],
    basis: law(goodFaith2023),
    refuse: refuseDeterminer,
  }),
};

interface Asked {
  readonly context: PromiseContext;
  readonly event: CaseEvent;
}

export const determinerGuards = {
  /** Somebody has it: it was accepted, and is known beyond the accepting office. */
  isReferred: ({ context: { unitId } }: Asked): boolean => unitId !== null,
  /** The supervising authority, or the body that determines the case. */
  mayDetermine: ({ context: { determiner = null }, event: { actor } }: Asked): boolean =>
    actor.role === 'supervisor' || (determiner !== null && actor.unitId === determiner.unitId),
  /** The enterprise itself, or who determines the case. */
  mayJudge: (asked: Asked): boolean =>
    asked.event.actor.role === 'enterprise' || determinerGuards.mayDetermine(asked),
};

/** Why such an act is not open. */
export const determinerRefusals: Readonly<Record<string, Label>> = {
  isReferred: { zh: '案件尚未受理或者转办。', en: 'The complaint is not accepted yet.' },
  mayDetermine: {
    zh: '由督查机构或者本件的认定部门（被投诉单位的上级部门、主管部门）责令整改。',
    en: 'The supervising authority orders it, or the body that determines the case.',
  },
  mayJudge: {
    zh: '由企业、督查机构或者本件的认定部门确认。',
    en: 'The enterprise says so, the supervising authority, or the body that determines the case.',
  },
};

/** It sees the case from then on; the one before it does no more, unless it helps as well. */
export function named(
  context: PromiseContext,
  { unitId, as }: NamedDeterminer,
  on: BusinessDate,
): Pick<PromiseContext, 'determiner' | 'coUnitIds'> {
  const helping = context.cooperation.map((task) => task.unitId);
  const before = context.determiner?.unitId;
  const kept = context.coUnitIds.filter((id) => id !== before || helping.includes(id));
  return {
    determiner: { unitId, as, since: on },
    coUnitIds: [...new Set([...kept, unitId])],
  };
}

/** The units of a referral, with the one that determines the case. */
export function withDeterminer(
  { determiner = null }: PromiseContext,
  coUnitIds: readonly string[],
): readonly string[] {
  return determiner ? [...new Set([...coUnitIds, determiner.unitId])] : coUnitIds;
}

const its = {
  to: 'handlerHead',
  unit: ({ determiner = null }) => determiner?.unitId ?? null,
  when: ({ context: { determiner = null } }) => determiner !== null,
} as const satisfies NoticeDefinition<PromiseContext>;

/** Letters to the head of the body that determines the case. */
export const determinerNotices = {
  determinerNamed: { ...its, ...says({ reason: '系被投诉单位的上级部门。' }) },
  determinerNamedToEnterprise: {
    to: 'enterprise',
    ...says({ reason: '系被投诉单位的上级部门。' }),
  },
  rectificationReportedToDeterminer: { ...its, ...says({ progress: '资金已列入拨款计划。' }) },
  rectificationFulfilledToDeterminer: {
    ...its,
    about: 'confirmation',
    ...says({ summary: '二期补贴已拨付到账。' }),
  },
  rectificationDisputedToDeterminer: { ...its, ...says({ reason: '仅到账一半。' }) },
} as const satisfies Readonly<Record<string, NoticeDefinition<PromiseContext>>>;
