import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsEmail,
  IsNotEmpty,
  IsOptional,
  IsString,
  MaxLength,
} from 'class-validator';
import {
  IsBusinessDate,
  defineEvent,
  ladder,
  type BusinessDate,
  type CaseEvent,
  type ClockDefinition,
  type InputError,
  type LinkDefinitions,
  type NoticeDefinition,
  type RuleInput,
} from '../../src/definition/index.js';
import { daysBetween } from '../../src/kernel/business-date.js';
import { law, order802 } from '../acts/instruments.js';
import { LinkAnswer } from '../acts/payloads.js';
import type { ArrearsContext } from './arrears.context.js';

/** What the handling unit has asked the respondent (要求被投诉单位反馈), and what came of it. */
export interface Feedback {
  readonly questions: readonly string[];
  readonly askedOn: BusinessDate;
  /** The day that the officer set; null: the term of the clock. */
  readonly dueOn: BusinessDate | null;
  /** Where the letter went, if not to the address of the filing. */
  readonly email: string | null;
  readonly answeredOn: BusinessDate | null;
  /** The day passed without an answer: a supervision notice (督办书) is mandatory (Article 25(3)). */
  readonly missing: boolean;
}

/** What the respondent has to say something about. */
export class FeedbackRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @IsNotEmpty({ each: true })
  @MaxLength(2_000, { each: true })
  readonly questions!: readonly string[];

  /** The last day, a working day; 10 working days when it is left out. */
  @IsOptional()
  @IsBusinessDate()
  readonly dueOn?: string;

  /** The respondent's address, where the filing names none or a wrong one. */
  @IsOptional()
  @IsEmail()
  @MaxLength(254)
  readonly email?: string;
}

type Asking = RuleInput<FeedbackRequest, ArrearsContext>;

function refuseRequest({ payload, on, facts, calendar }: Asking): readonly InputError[] {
  const { dueOn, email } = payload;
  const broken = (field: string, rule: string, message: string): InputError[] => [
    { path: `payload.${field}`, rule, message },
  ];
  const isWorkingDay = (day: string) =>
    calendar.dueOn(day, { value: 0, unit: 'calendarDay' }) === day;
  const day =
    dueOn === undefined
      ? []
      : dueOn <= on
        ? broken('dueOn', 'inFuture', `The feedback is due on a day after today, ${on}.`)
        : isWorkingDay(dueOn)
          ? []
          : broken('dueOn', 'isWorkingDay', `${dueOn} is a day off; choose a working day.`);
  const address =
    email === undefined && (facts.respondentEmail ?? null) === null
      ? broken('email', 'respondentReachable', 'The filing names no address of the respondent.')
      : [];
  return [...day, ...address];
}

const questions = ['欠款金额是否属实，有无对账函、验收单。', '未按期支付的原因和拟支付时间。'];

/** The handling unit asks, the respondent answers by the link of the letter (chart II, row 9). */
export const feedbackEvents = {
  'feedback.request': defineEvent<FeedbackRequest, ArrearsContext>({
    by: ['handler', 'handlerHead'],
    label: { zh: '要求被投诉单位反馈', en: "Ask for the respondent's feedback" },
    payload: FeedbackRequest,
    example: { questions, email: 'finance@respondent.example' },
    shownToEnterprise: ['dueOn'],
    basis: law(order802, '25(3)'),
    refuse: refuseRequest,
  }),
  'feedback.submit': defineEvent<LinkAnswer, ArrearsContext>({
    by: ['respondent'],
    label: { zh: '被投诉单位反馈', en: 'Feedback of the respondent' },
    payload: LinkAnswer,
    example: {
      answer: '欠款属实，已列入本月支付计划。',
      files: [
        {
          evidenceId: '0190a6e0-0000-7000-8000-0000000e0002',
          name: '对账函.pdf',
          type: 'application/pdf',
          size: 48_211,
          sha256: '5b1f0c2a9d8e7f60415263748596a7b8c9d0e1f2031425364758697a8b9cadbe',
        },
      ],
    },
    basis: law(order802, '25(3)'),
    through: 'link',
  }),
};

/** The respondent has to answer by then; without a day of the officer's, in 10 working days. */
export const respondentFeedback = {
  id: 'A-RESP-FB',
  label: { zh: '被投诉单位反馈情况', en: "Respondent's feedback" },
  owedBy: 'respondent',
  metBy: ['feedback.submit'],
  stages: ladder({ near: ['feedbackNear'] }),
  count: ({ feedback }: ArrearsContext, on: BusinessDate) => {
    const from = feedback?.askedOn ?? on;
    const dueOn = feedback?.dueOn ?? null;
    if (dueOn === null) return { from, extension: 0 };
    return { from, extension: 0, term: { value: daysBetween(from, dueOn), unit: 'calendarDay' } };
  },
  countedFrom: { zh: '要求反馈之日', en: 'the request' },
} as const satisfies ClockDefinition<ArrearsContext>;

/** The event of the clock, which no state holds: it runs on while the term is extended. */
export const feedbackLapse: CaseEvent<'xstate.after.respondentFeedback.asked', object> = {
  type: 'xstate.after.respondentFeedback.asked',
  payload: {},
  actor: { role: 'system', accountId: null, unitId: null, name: '' },
  on: '',
};

/** An answer that comes within 5 working days more is late and still heard. */
export const feedbackLinks = {
  'feedback.submit': {
    clock: 'respondentFeedback',
    grace: { value: 5, unit: 'workingDay' },
    title: '请反馈拖欠账款投诉有关情况',
    asks: ({ feedback }: ArrearsContext) => feedback?.questions ?? [],
  },
} as const satisfies LinkDefinitions<ArrearsContext>;

export function asked(
  { questions: wanted, dueOn, email }: FeedbackRequest,
  on: BusinessDate,
): Pick<ArrearsContext, 'feedback'> {
  return {
    feedback: {
      questions: wanted,
      askedOn: on,
      dueOn: dueOn ?? null,
      email: email ?? null,
      answeredOn: null,
      missing: false,
    },
  };
}

export function heard({ feedback }: ArrearsContext, on: BusinessDate) {
  return { feedback: feedback && { ...feedback, answeredOn: on } };
}

export function missed({ feedback }: ArrearsContext) {
  return { feedback: feedback && { ...feedback, missing: true } };
}

export const feedbackAwaited = ({ context }: { readonly context: ArrearsContext }): boolean =>
  context.feedback !== null && context.feedback.answeredOn === null;

const toRespondent = {
  to: 'respondent',
  about: 'respondentFeedback',
  link: 'feedback.submit',
  address: ({ feedback }: ArrearsContext) => feedback?.email ?? null,
  variables: ({ context: { feedback } }) => ({ questions: [...(feedback?.questions ?? [])] }),
  example: { questions },
} as const satisfies NoticeDefinition<ArrearsContext>;

export const feedbackNotices = {
  feedbackAsked: toRespondent,
  feedbackNear: toRespondent,
  feedbackReceived: {
    to: 'handler',
    about: 'handling',
    variables: ({ context: { feedback }, event }) => {
      const { answer, files } = event.payload as LinkAnswer;
      return { answer, files: files.map(({ name }) => name), isLate: feedback?.missing === true };
    },
    example: { answer: '欠款属实，已列入本月支付计划。', files: ['对账函.pdf'], isLate: false },
  },
  feedbackLate: { to: 'handler', about: 'respondentFeedback' },
  feedbackLateToAcceptor: { to: 'acceptor', about: 'respondentFeedback' },
} as const satisfies Readonly<Record<string, NoticeDefinition<ArrearsContext>>>;
