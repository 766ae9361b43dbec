import {
  basisLabel,
  type Appointment,
  type Attachment,
  type NoticeDefinition,
  type NoticeInput,
  type Outsider,
  type Party,
} from '../../src/definition/index.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { writer } from '../acts/link-answers.js';
import { says } from '../acts/notices.js';
import type { LinkAnswer } from '../acts/payloads.js';
import { unreachedNotice } from '../acts/service-address.js';
import { servingNotices } from '../acts/serving.js';
import { auditFindings, creditSanctions } from './measure.codes.js';
import type { MeasureContext } from './measure.context.js';
import { invited, participants } from './measure.interview.js';
import { remediesOf } from './measure.remedies.js';
import { addresseeOf, measureTypes } from './measure.table.js';

type Input = NoticeInput<MeasureContext>;
type Variables = Pick<NoticeDefinition<MeasureContext>, 'variables' | 'example'>;

const facts = '督办书送达后，被投诉人逾期未反馈。';
const request = '请在期限内书面反馈付款安排。';

const noAddressee = { zh: '', en: '' } as const;

/** What the measure is, about which complaints, why, and on which basis. */
const matter = {
  variables: ({ context }: Input): JsonObject => ({
    typeLabel: { ...measureTypes[context.type].label },
    caseNumbers: [...context.caseNumbers],
    facts: context.facts,
    request: context.request,
    basis: { ...basisLabel(context.basis) },
    documentNumber: context.documentNumber ?? '',
    addressee: { ...(addresseeOf(context.type, context.target) ?? noAddressee) },
    wasHeard: context.hearing?.over === true,
    defence: context.hearing?.defence?.text ?? '',
    considered: context.considered ?? '',
    remedies: { ...remediesOf(context) },
  }),
  example: {
    typeLabel: '督办书',
    caseNumbers: ['A-2026-450100-000001'],
    facts,
    request,
    basis: '《保障中小企业款项支付条例》（国务院令第802号）第二十五条第三款',
    documentNumber: '桂工信督〔2026〕12号',
    addressee: '',
    wasHeard: true,
    defence: '欠款已付清。',
    considered: '经核查，款项未到账，不予采纳。',
    remedies: '对本决定有异议的，可以向作出决定的机关或者其上级机关申诉。',
  },
} as const satisfies Variables;

/** The matter, and further variables. */
function withMatter(variables: (input: Input) => JsonObject, example: JsonObject): Variables {
  return {
    variables: (input) => ({ ...matter.variables(input), ...variables(input) }),
    example: { ...matter.example, ...example },
  };
}

const alsoSays = (words: Readonly<Record<string, string>>): Variables => {
  const spoken = says(words);
  return withMatter((input) => spoken.variables?.(input) ?? {}, words);
};

const answer = withMatter(
  ({ event }) => ({
    answer: (event.payload as LinkAnswer).answer,
    ...writer.variables(event),
  }),
  { answer: '欠款已列入资金计划。', ...writer.example },
);

const interview = withMatter(
  ({ context: { interview: held }, event }) => ({
    when: held ? chinaTime(held.at) : '',
    place: held?.place ?? '',
    videoLink: held?.videoLink ?? '',
    persons: held?.persons.map(({ name, position }) => `${name}（${position}）`) ?? [],
    reason: (event.payload as { readonly reason?: string }).reason ?? '',
  }),
  {
    when: '2026年9月18日 09:30',
    place: '自治区工业和信息化厅会议室',
    videoLink: '',
    persons: ['某局主要负责人（局长）'],
    reason: '时间冲突',
  },
);

/** `2026年9月18日 09:30`, in China wherever the program runs. */
function chinaTime(at: string): string {
  const text = new Date(new Date(at).getTime() + 8 * 3_600_000).toISOString();
  const [year = '', month = '', day = ''] = text.slice(0, 10).split('-');
  return `${year}年${Number(month)}月${Number(day)}日 ${text.slice(11, 16)}`;
}

const minutes = withMatter(
  ({ context: { interview: held, commitments } }) => ({
    summary: held?.minutes ?? '',
    commitments: commitments.map(({ what, who, until }) => `${what}（${who}，${until}前）`),
  }),
  { summary: '被投诉人说明了资金安排。', commitments: ['支付无分歧欠款（某局，2026-10-31前）'] },
);

/** A commitment by its clock, which names it. */
const commitment = withMatter(
  ({ context: { commitments }, event }) => {
    const id = /@(.+)$/.exec(event.type)?.[1];
    const one = commitments.find((each) => each.id === id);
    return { what: one?.what ?? '', who: one?.who ?? '', until: one?.until ?? '' };
  },
  { what: '支付无分歧欠款', who: '某局', until: '2026-10-31' },
);

const audit = withMatter(
  ({ context: { audit: of } }) => ({
    finding: { ...auditFindings[of?.finding ?? 'notConfirmed'] },
    requirement: of?.requirement ?? '',
    dueOn: of?.dueOn ?? '',
  }),
  { finding: '属实', requirement: '限期支付欠款。', dueOn: '2026-12-31' },
);

type Carries = Pick<NoticeDefinition<MeasureContext>, 'attachments'>;

/** The official document of the measure. */
const document: Carries = {
  attachments: {
    of: ({ context: { documentId } }) =>
      documentId === null ? [] : [{ kind: 'document', documentId }],
    example: [{ kind: 'document', documentId: '0190a6e0-0000-7000-8000-0000000d0001' }],
  },
};

/** The prior notice. */
const priorNotice: Carries = {
  attachments: {
    of: ({ context: { hearing } }) =>
      hearing?.documentId ? [{ kind: 'document', documentId: hearing.documentId }] : [],
    example: [{ kind: 'document', documentId: '0190a6e0-0000-7000-8000-0000000d0001' }],
  },
};

/** How long an interview is put down for (policy); its minutes say how long it was. */
const INTERVIEW_MS = 2 * 3_600_000;

/** The interview for the readers' calendars: called, moved (one more in SEQUENCE) or called off. */
function appointmentOf({ context, event }: Input): readonly Attachment[] {
  const { interview: held, caseNumbers, request, facts } = context;
  if (!held) return [];
  const appointment: Appointment = {
    uid: 'interview',
    sequence: held.sequence,
    method: held.status === 'calledOff' ? 'CANCEL' : 'REQUEST',
    summary: `约谈（${caseNumbers.join('、')}）`,
    description: `事由：${facts}\n要求：${request}`,
    location: held.place ?? '',
    url: held.videoLink,
    startsAt: held.at,
    endsAt: new Date(new Date(held.at).getTime() + INTERVIEW_MS).toISOString(),
    organiser: event.actor.name,
    attendees: invited(held),
  };
  return [{ kind: 'appointment', appointment }];
}

const calendar: Carries = {
  attachments: {
    of: appointmentOf,
    example: [
      {
        kind: 'appointment',
        appointment: {
          uid: 'interview',
          sequence: 0,
          method: 'REQUEST',
          summary: '约谈（A-2026-450100-000001）',
          description: `事由：${facts}\n要求：${request}`,
          location: '自治区工业和信息化厅会议室',
          url: null,
          startsAt: '2026-09-18T09:30:00+08:00',
          endsAt: '2026-09-18T11:30:00+08:00',
          organiser: '自治区工业和信息化厅',
          attendees: [{ name: '某局主要负责人', email: 'office@respondent.example' }],
        },
      },
    ],
  },
};

/** The call is the issue where the document has not gone out before: it comes with it then. */
const calendarAndDocument: Carries = {
  attachments: {
    of: (input) => [
      ...(hasDocument(input.event.payload) ? (document.attachments?.of(input) ?? []) : []),
      ...appointmentOf(input),
    ],
    example: [...(document.attachments?.example ?? []), ...(calendar.attachments?.example ?? [])],
  },
};

const hasDocument = (payload: unknown): boolean =>
  (payload as { readonly document?: object }).document !== undefined;

/** Referrals to other authorities are not announced to whom they are about. */
const told = ({ context: { type, target } }: Input): boolean => addresseeOf(type, target) === null;

const wasTold = (input: Input): boolean => input.context.issuedOn !== null && told(input);

/** Whoever supervises the respondent or executes the measure reads what goes out, and how it ends. */
function copies({ type, target }: MeasureContext): readonly Party[] {
  const credit = type === 'creditRepair' || creditSanctions.some((sanction) => sanction === type);
  return [
    'supervisor',
    'acceptor',
    'coHandler',
    ...(target === 'stateOwnedEnterprise' ? (['stateAssets'] as const) : []),
    ...(credit ? (['creditOfficer'] as const) : []),
    ...(type === 'auditReferral' ? (['auditor'] as const) : []),
  ];
}

const invitees = ({ context: { interview: held, serviceAddress } }: Input): readonly Outsider[] =>
  held ? invited(held, serviceAddress) : [];
const attendees = ({ context: { interview: held, serviceAddress } }: Input): readonly Outsider[] =>
  held ? participants(held, serviceAddress) : [];

/** The letters of a measure, each to one party; `copies` get the same text. */
export const measureNotices = {
  hearingDue: { to: 'issuer', about: 'priorNotice', terms: ['defence'], ...matter },
  hearingNotified: {
    to: 'respondent',
    about: 'defence',
    link: 'defence.submit',
    terms: ['defence'],
    ...matter,
    ...priorNotice,
  },
  hearingNear: { to: 'respondent', ...matter },
  defended: { to: 'issuer', about: 'decision', ...answer },
  proposed: { to: 'approver', about: 'decision', ...matter },
  notApproved: { to: 'issuer', ...alsoSays({ reason: '被投诉人已经反馈。' }) },
  approved: { to: 'issuer', about: 'issuing', ...matter },
  issued: { to: 'respondent', when: told, ...matter, ...document },
  issuedCopy: { to: 'supervisor', copies, ...matter, ...document },
  cancelledToRespondent: {
    to: 'respondent',
    when: told,
    ...alsoSays({ reason: '被投诉人已经付款。' }),
  },
  answerAsked: { to: 'respondent', about: 'answer', link: 'response.submit', ...matter },
  answered: { to: 'issuer', about: 'weighing', ...answer },
  respondentNear: { to: 'respondent', ...matter },
  interviewInvited: {
    to: 'respondent',
    also: invitees,
    ...interview,
    ...calendarAndDocument,
  },
  interviewMoved: {
    to: 'respondent',
    also: invitees,
    ...interview,
    ...calendar,
  },
  interviewCalledOff: {
    to: 'respondent',
    also: invitees,
    ...interview,
    ...calendar,
  },
  interviewNear: {
    to: 'respondent',
    also: invitees,
    copies: ({ offices }) => [offices.issuer],
    ...interview,
  },
  minutesSent: {
    to: 'respondent',
    also: attendees,
    copies: ({ offices }) => [offices.issuer],
    ...minutes,
  },
  commitmentNear: { to: 'respondent', about: 'commitment', ...commitment },
  commitmentBroken: {
    to: 'issuer',
    about: 'commitment',
    copies: () => ['supervisor'],
    ...commitment,
  },
  auditFound: { to: 'supervisor', copies, ...audit },
  auditDecided: { to: 'respondent', about: 'auditCorrection', ...audit },
  auditDecidedCopy: { to: 'supervisor', about: 'auditCorrection', copies, ...audit },
  complied: {
    to: 'issuer',
    copies,
    ...matter,
  },
  refused: { to: 'issuer', copies, ...matter },
  lifted: { to: 'respondent', when: wasTold, ...matter },
  liftedCopy: { to: 'supervisor', copies, ...matter },
  respondentUnreached: { ...unreachedNotice, to: 'issuer' },
  termUnserved: servingNotices.termUnserved,
  deadlineNear: { to: 'responsible' },
  urging: { to: 'responsible', atOnce: true },
  deadlinePassed: { to: 'responsible' },
} as const satisfies Readonly<Record<string, NoticeDefinition<MeasureContext>>>;

export type MeasureNotice = keyof typeof measureNotices;
