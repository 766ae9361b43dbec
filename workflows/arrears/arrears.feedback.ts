import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsOptional,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import {
  Asks,
  IsBusinessDate,
  IsMailbox,
  IsText,
  YEARS_AHEAD,
  defineEvent,
  ladder,
  type BusinessDate,
  type CaseEvent,
  type ClockDefinition,
  type InputError,
  type LinkDefinitions,
  type NoticeDefinition,
  type RuleInput,
  type Service,
} from '../../src/definition/index.js';
import { daysBetween } from '../../src/kernel/business-date.js';
import { law, order802 } from '../acts/instruments.js';
import { isSameBox } from '../../src/kernel/mail-domain.js';
import { answerEvent, writer } from '../acts/link-answers.js';
import { LinkAnswer } from '../acts/payloads.js';
import {
  addressErrors,
  confirmed,
  movesAddress,
  PaperService,
  refuseUnreached,
  ServiceAddressInput,
  serviceBy,
  unconfirmed,
} from '../acts/service-address.js';
import type { ArrearsContext } from './arrears.context.js';

/** What the handling unit has asked the respondent (要求被投诉单位反馈), and what came of it. */
export interface Feedback {
  readonly questions: readonly string[];
  readonly askedOn: BusinessDate;
  /** The day that the officer set; null: the term of the clock. */
  readonly dueOn: BusinessDate | null;
  /** How it reached the respondent; not there in a case of before, where nobody confirmed that. */
  readonly service?: Service | null;
  readonly answeredOn: BusinessDate | null;
  /** The day passed without an answer: a supervision notice (督办书) is mandatory (Article 25(3)). */
  readonly missing: boolean;
}

/** What the respondent has to say something about. */
export class FeedbackRequest {
  @Asks('需要反馈的问题', 'Questions')
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsText(2_000, { each: true })
  readonly questions!: readonly string[];

  /** The last day, a working day; 10 working days when it is left out. */
  @Asks('反馈截止日期', 'Answer due on', {
    hint: {
      zh: '应当为工作日；留空则为10个工作日',
      en: 'A working day; 10 working days where it is left out',
    },
  })
  @IsOptional()
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  readonly dueOn?: string;

  /** Confirms the address of service in the same act, or another one than before. */
  @Asks('送达地址', 'Address of service')
  @IsOptional()
  @ValidateNested()
  @Type(() => ServiceAddressInput)
  readonly address?: ServiceAddressInput;

  /** Where it goes: the confirmed address, said once more. */
  @Asks('送达电子邮箱', 'E-mail address of service')
  @IsOptional()
  @IsMailbox()
  readonly email?: string;

  /** It was handed over or sent on paper; the term counts from that day. */
  @Asks('纸质送达情况', 'Service on paper')
  @IsOptional()
  @ValidateNested()
  @Type(() => PaperService)
  readonly service?: PaperService;
}

/** An answer that came another way than by the link: on paper, by fax, in person. */
export class FeedbackRecord {
  @Asks('反馈内容', 'Answer')
  @IsText(20_000)
  readonly answer!: string;

  /** The file that holds it. */
  @Asks('反馈材料', 'File of the answer')
  @IsOptional()
  @IsUUID()
  readonly evidenceId?: string;

  /** It acknowledges the debt, signed or sealed, which begins limitation anew (《民法典》第一百九十五条). */
  @Asks('是否承认债务', 'Debt acknowledged', {
    hint: {
      zh: '以签字或者盖章的书面形式承认的，诉讼时效中断',
      en: 'Signed or sealed; limitation then begins anew',
    },
  })
  @IsOptional()
  @IsBoolean()
  readonly acknowledged?: boolean;
}

type Asking = RuleInput<FeedbackRequest, ArrearsContext>;

function refuseRequest(input: Asking): readonly InputError[] {
  const { payload, on, calendar } = input;
  const { dueOn } = payload;
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
  return [...day, ...refuseAddress(input)];
}

/** It goes to a confirmed address or on paper; an address that is named is that one. */
function refuseAddress({ payload, context, on, facts }: Asking): readonly InputError[] {
  const { email, address } = payload;
  const since = context.referrals.at(-1)?.receivedOn ?? null;
  const goesTo = address?.email ?? context.serviceAddress?.email;
  const isOther = email !== undefined && !isSameBox(email, goesTo ?? '');
  if (isOther) return [unconfirmed('payload.email')];
  if (address) return addressErrors(address, facts, 'payload.address');
  return refuseUnreached({ payload, context, on }, { since, path: 'address' });
}

function refuseRecord({
  payload: { evidenceId },
  facts: { file = false },
}: RuleInput<FeedbackRecord, ArrearsContext>): readonly InputError[] {
  if (evidenceId === undefined || file) return [];
  const message = 'The case has no such file.';
  return [{ path: 'payload.evidenceId', rule: 'fileOfCase', message }];
}

const questions = ['欠款金额是否属实，有无对账函、验收单。', '未按期支付的原因和拟支付时间。'];

/** The handling unit asks, the respondent answers by the link of the letter (chart II, row 9). */
export const feedbackEvents = {
  'feedback.request': defineEvent<FeedbackRequest, ArrearsContext>({
    by: ['handler', 'handlerHead'],
    label: { zh: '要求被投诉单位反馈', en: "Ask for the respondent's feedback" },
    payload: FeedbackRequest,
    example: {
      questions,
      address: {
        email: 'finance@respondent.example',
        foundBy: 'telephone' as const,
        source: '12345政务服务热线转某局办公室，2099年9月18日',
      },
    },
    shownToEnterprise: ['dueOn'],
    basis: law(order802, '25(3)'),
    refuse: refuseRequest,
  }),
  'feedback.record': defineEvent<FeedbackRecord, ArrearsContext>({
    by: ['handler', 'handlerHead'],
    label: { zh: '记录被投诉单位的反馈', en: "Record the respondent's feedback" },
    payload: FeedbackRecord,
    example: { answer: '书面函复：欠款属实，已列入本月支付计划。' },
    basis: law(order802, '25(3)'),
    refuse: refuseRecord,
  }),
  'feedback.submit': answerEvent({
    label: { zh: '被投诉单位反馈', en: 'Feedback of the respondent' },
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
  }),
};

/** The respondent has to answer by then; without a day of the officer's, in 10 working days. */
export const respondentFeedback = {
  id: 'A-RESP-FB',
  label: { zh: '被投诉单位反馈情况', en: "Respondent's feedback" },
  owedBy: 'respondent',
  metBy: ['feedback.submit', 'feedback.record'],
  reached: ({ feedback }: ArrearsContext) => (feedback?.service ?? null) !== null,
  told: {
    by: ['feedbackAsked'],
    servedBy: 'handler',
    unless: ({ feedback }: ArrearsContext) => (feedback?.service?.way ?? 'mail') !== 'mail',
  },
  stages: ladder({ near: ['feedbackNear'] }),
  count: ({ feedback }: ArrearsContext, on: BusinessDate) => {
    const from = feedback?.service?.on ?? feedback?.askedOn ?? on;
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

/** The request, and the address that it confirms. */
export function asked(
  context: ArrearsContext,
  payload: FeedbackRequest,
  event: Pick<CaseEvent, 'actor' | 'on'>,
): Partial<ArrearsContext> {
  const { questions: wanted, dueOn, address } = payload;
  const { on } = event;
  const found = address ? confirmed(context, address, event) : {};
  const feedback: Feedback = {
    questions: wanted,
    askedOn: on,
    dueOn: dueOn ?? null,
    service: serviceBy(payload, { ...context, ...found }, on),
    answeredOn: null,
    missing: false,
  };
  return { ...found, feedback };
}

/** The same is asked at another address: it gets the whole term from then on. */
export function askedElsewhere(
  context: ArrearsContext,
  input: ServiceAddressInput,
  event: Pick<CaseEvent, 'actor' | 'on'>,
): Partial<ArrearsContext> {
  const found = confirmed(context, input, event);
  const { on } = event;
  const { feedback } = context;
  const service = serviceBy({}, { ...context, ...found }, on);
  return { ...found, feedback: feedback && { ...feedback, askedOn: on, dueOn: null, service } };
}

/** A letter is out, at no confirmed address or at another one than is confirmed now. */
export function asksElsewhere({
  context,
  event,
}: {
  readonly context: ArrearsContext;
  readonly event: CaseEvent;
}): boolean {
  const { feedback } = context;
  if (feedback?.answeredOn !== null || feedback.missing) return false;
  const { service } = feedback;
  return !service || (service.way === 'mail' && movesAddress(context, event));
}

/** What was asked has reached the respondent, so that silence counts against it. */
export const feedbackReached = ({ context }: { readonly context: ArrearsContext }): boolean =>
  respondentFeedback.reached(context);

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
      const isLate = feedback?.missing === true;
      return { answer, files: files.map(({ name }) => name), isLate, ...writer.variables(event) };
    },
    example: {
      answer: '欠款属实，已列入本月支付计划。',
      files: ['对账函.pdf'],
      isLate: false,
      ...writer.example,
    },
  },
  feedbackLate: { to: 'handler', about: 'respondentFeedback' },
  feedbackLateToAcceptor: { to: 'acceptor', about: 'respondentFeedback' },
} as const satisfies Readonly<Record<string, NoticeDefinition<ArrearsContext>>>;
