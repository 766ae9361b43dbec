import { IsObject, IsOptional, IsUUID } from 'class-validator';
import {
  Asks,
  IsCode,
  IsLine,
  defineEvent,
  type CaseEvent,
  type EscalationAccount,
  type EscalationDefinition,
  type EscalationLevel,
  type Label,
  type LegalBasis,
} from '../../src/definition/index.js';
import type { AnsweringContext } from './answering.js';
import type { HandlingContext } from './handling.js';
import type { CodeTable } from './coded-payloads.js';

/** How far the authorities have gone (催办、督办、约谈、通报), beside the progress of the case. */
const levels = {
  supervised: { zh: '已督办', en: 'supervised' },
  interviewed: { zh: '已约谈', en: 'interviewed' },
  circulated: { zh: '已通报', en: 'circulated' },
} as const satisfies CodeTable;

type Level = keyof typeof levels;

/** A step of a measure about the complaint; the machine of the measure says it, nobody else. */
export class MeasureReport {
  @Asks('措施编号（系统）', 'Id of the measure', { field: 'reference' })
  @IsUUID()
  readonly measureId!: string;

  @Asks('措施编号', 'Number of the measure')
  @IsLine(100)
  readonly number!: string;

  @Asks('措施类型', 'Type of measure', { field: 'code' })
  @IsLine(100)
  readonly type!: string;

  @Asks('措施进展', 'Step of the measure', { field: 'code' })
  @IsLine(100)
  readonly step!: string;

  @Asks('进展名称', 'Name of the step', { field: 'group' })
  @IsObject()
  readonly label!: Label;

  @Asks('督促级别', 'Level of urging')
  @IsOptional()
  @IsCode(levels)
  readonly level?: Level;

  /** The measure and its step in words; entries of an earlier version do not have it. */
  @Asks('措施名称', 'Title of the measure', { field: 'group' })
  @IsOptional()
  @IsObject()
  readonly title?: Label;

  /** What follows when it is refused. */
  @Asks('后续安排', 'What follows', { field: 'group' })
  @IsOptional()
  @IsObject()
  readonly next?: Label;

  /** What the enterprise may read of it. */
  @Asks('企业可见内容', 'What the enterprise may read', { field: 'group' })
  @IsOptional()
  @IsObject()
  readonly text?: Label;
}

/** Steps at which a measure is in force, or has been refused. */
const standing = ['issued', 'served', 'complied', 'refused'];

const example: MeasureReport = {
  measureId: '0190a6e0-0000-7000-8000-0000000d0001',
  number: 'M-2026-450100-000001',
  type: 'supervisionNotice',
  step: 'issued',
  label: { zh: '督办书', en: 'Supervision notice' },
  level: 'supervised',
  next: { zh: '约谈', en: 'Interview' },
};

const entryLabel = ({ title, number }: MeasureReport): Label | undefined =>
  title && { zh: `${title.zh}（${number}）`, en: `${title.en} (${number})` };

/** By these a complaint learns of its measures, in the transaction of the measure's own step. */
export const escalationEventsOf = (basis: LegalBasis) => ({
  /** What the authorities weigh among themselves. */
  'measure.note': defineEvent({
    by: [],
    label: { zh: '措施内部流转', en: 'Internal step of a measure' },
    entryLabel,
    payload: MeasureReport,
    example: { ...example, step: 'proposed' },
    basis,
    through: 'measure',
    hiddenFromEnterprise: true,
  }),
  'measure.report': defineEvent({
    by: [],
    label: { zh: '采取督促惩戒措施', en: 'Measure against the respondent' },
    entryLabel,
    payload: MeasureReport,
    example: { ...example, text: { zh: '督办书已发出。', en: 'A supervision notice was issued.' } },
    shownToEnterprise: ['text'],
    basis,
    through: 'measure',
  }),
});

/** The last step of each measure, in the order in which they were proposed. */
export function withReport(
  { measures }: HandlingContext,
  { payload }: CaseEvent,
): Pick<HandlingContext, 'measures'> {
  const report = payload as MeasureReport;
  const known = measures.some(({ measureId }) => measureId === report.measureId);
  return {
    measures: known
      ? measures.map((each) => (each.measureId === report.measureId ? report : each))
      : [...measures, report],
  };
}

/** A supervision notice is proposed by the product itself, for the unit that has the case. */
export const proposeSupervision = (facts: string) =>
  ({
    type: 'propose',
    params: {
      kind: 'measure',
      behalf: 'handler',
      filing: { type: 'supervisionNotice', facts },
    },
  }) as const;

interface Asked {
  readonly context: AnsweringContext;
}

/** Whether a measure that stands has brought the open case to a level. */
const broughtTo =
  (level: Level) =>
  ({ context: { closedFor, measures } }: Asked): boolean =>
    closedFor === null &&
    measures.some((each) => each.level === level && standing.includes(each.step));

export const escalationGuards = {
  toCirculate: broughtTo('circulated'),
  toInterview: broughtTo('interviewed'),
  measureSupervises: broughtTo('supervised'),
};

const tell = <N extends string>(notice: N) => ({ type: 'notify', params: { notice } }) as const;

/** A measure tells the respondent and its superiors itself; a late unit is told of here. */
const supervising = [
  tell('supervised'),
  tell('supervisedToAcceptorHead'),
  tell('supervisedToSupervisor'),
] as const;

const toCirculate = { guard: 'toCirculate', target: 'circulated' } as const;
const toInterview = { guard: 'toInterview', target: 'interviewed' } as const;
const toSupervise = [
  toCirculate,
  toInterview,
  { guard: 'toSupervise', target: 'supervised', actions: supervising },
  { guard: 'measureSupervises', target: 'supervised' },
] as const;
const atRest = { guard: 'atRest', target: 'none' } as const;

/**
 * A region beside the progress of a complaint: none, urged (催办), supervised (督办), interviewed
 * (约谈), circulated (通报). Lateness and dissatisfaction lead to supervision, measures to all three;
 * the level stays until the case is closed.
 */
export const escalation = {
  initial: 'none',
  states: {
    none: { always: [...toSupervise, { guard: 'late', target: 'urged' }] },
    urged: {
      always: [...toSupervise, { guard: 'onTime', target: 'none' }],
      after: { supervision: { target: 'supervised', actions: supervising } },
    },
    supervised: { always: [toCirculate, toInterview, atRest] },
    interviewed: { always: [toCirculate, atRest] },
    circulated: { always: atRest },
  },
} as const;

/** Each state of the region in words; the type and a check at boot see that none is missing. */
const levelsInWords: Readonly<Record<keyof typeof escalation.states, EscalationLevel>> = {
  none: { label: { zh: '未升级', en: 'Not escalated' }, note: null, next: null },
  urged: {
    label: { zh: '催办', en: 'Urged' },
    note: { zh: '已逾期，正在催办。', en: 'Late; the office has been urged.' },
    next: {
      zh: '催办后5个工作日内仍未完成的，转入督办。',
      en: 'What is not done within 5 working days of the urging comes under supervision.',
    },
  },
  supervised: {
    label: { zh: '督办', en: 'Under supervision' },
    note: { zh: '已列入督办。', en: 'The case is under supervision.' },
    next: {
      zh: '仍拒不配合的，可以约谈。',
      en: 'Whoever still does not cooperate may be called to an interview.',
    },
  },
  interviewed: {
    label: { zh: '约谈', en: 'Interviewed' },
    note: { zh: '已进行约谈。', en: 'An interview has been called.' },
    next: {
      zh: '仍拒不履行的，可以通报、责令整改。',
      en: 'A circular and an order to put it right may follow.',
    },
  },
  circulated: {
    label: { zh: '通报', en: 'Circulated' },
    note: { zh: '已予以通报。', en: 'The case has been made known by a circular.' },
    next: {
      zh: '仍拒不履行的，可以责令整改、移送审计，依法认定失信。',
      en: 'An order, a referral to the audit office and a dishonesty record may follow.',
    },
  },
};

/** The levels, and how far a case has gone, why, and what comes next. */
export function escalationBy(
  clocks: Readonly<Record<string, { readonly label: Label }>>,
): EscalationDefinition {
  const levelOf: Readonly<Record<string, EscalationLevel>> = levelsInWords;
  const explain = (
    level: string,
    context: AnsweringContext,
    isForEnterprise: boolean,
  ): EscalationAccount => {
    const late = context.overdue.flatMap((name) => clocks[name]?.label ?? []);
    const measures = context.measures.filter(({ text }) => !isForEnterprise || text !== undefined);
    const why: Label[] = [
      ...late.map(({ zh, en }) => ({ zh: `逾期未完成：${zh}`, en: `Late: ${en}` })),
      ...(context.rehandled ? [{ zh: '发回重新办理', en: 'Handed back to be handled again' }] : []),
      ...(context.outcome !== null && !(context.outcome.solved && context.outcome.satisfied)
        ? [{ zh: '企业反映未解决或者不满意', en: 'The enterprise is not satisfied' }]
        : []),
      ...measures.map(({ number, label, text }) =>
        isForEnterprise && text
          ? text
          : { zh: `${label.zh} ${number}`, en: `${label.en} ${number}` },
      ),
    ];
    return {
      label: levelOf[level]?.label ?? { zh: level, en: level },
      why: level === 'none' ? [] : why,
      next: levelOf[level]?.next ?? null,
    };
  };
  return { levels: levelsInWords, explain };
}
