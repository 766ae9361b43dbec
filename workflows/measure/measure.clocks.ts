import {
  ladder,
  type BusinessDate,
  type ClockDefinition,
  type Service,
  type Term,
} from '../../src/definition/index.js';
import { daysBetween } from '../../src/kernel/business-date.js';
import type { MeasureContext } from './measure.context.js';
import { measureTypes } from './measure.table.js';

type MeasureClockDefinition = ClockDefinition<MeasureContext>;

const officers = ladder({
  near: ['deadlineNear'],
  passed: ['deadlinePassed'],
  longPassed: ['deadlinePassed'],
});
const respondent = ladder({ near: ['respondentNear'] });

/** A day that was set, as the distance from the day on which it was set. */
function until(on: BusinessDate, day: BusinessDate | null = on) {
  return { from: on, extension: Math.max(0, daysBetween(on, day ?? on)) };
}

const wasServed = ({ service }: MeasureContext): boolean => (service ?? null) !== null;

const byMail = (service: Service | null | undefined): boolean => service?.way === 'mail';

export const measureClocks = {
  /** The respondent is told beforehand (事先告知). */
  priorNotice: {
    id: 'M-NOTIFY',
    label: { zh: '事先告知被投诉人', en: 'Prior notice to the respondent' },
    owedBy: 'issuer',
    metBy: ['hearing.notify'],
    stages: officers,
  },
  /** What the respondent may say in its defence (陈述、申辩), from the service of the notice on. */
  defence: {
    id: 'M-DEFENCE',
    label: { zh: '被投诉人陈述、申辩', en: 'Statement of defence' },
    owedBy: 'respondent',
    metBy: ['defence.submit', 'defence.record'],
    reached: ({ hearing }: MeasureContext) => (hearing?.service ?? null) !== null,
    told: {
      by: ['hearingNotified'],
      servedBy: 'issuer',
      unless: ({ hearing }: MeasureContext) => !byMail(hearing?.service),
    },
    stages: ladder({ near: ['hearingNear'] }),
    count: ({ hearing }: MeasureContext, on: BusinessDate) => ({
      from: hearing?.service?.on ?? on,
      extension: 0,
    }),
    countedFrom: { zh: '告知书送达之日', en: 'the service of the notice' },
  },
  /** Approve or reject the proposal (审批). */
  decision: {
    id: 'M-DECIDE',
    label: { zh: '审批措施', en: 'Decision on the proposal' },
    owedBy: 'approver',
    metBy: ['measure.approve', 'measure.reject'],
    stages: officers,
  },
  issuing: {
    id: 'M-ISSUE',
    label: { zh: '发出文书', en: 'Issue of the document' },
    owedBy: 'issuer',
    metBy: ['measure.issue', 'interview.call'],
    stages: officers,
  },
  /** The document reaches the respondent (送达). */
  service: {
    id: 'M-SERVE',
    label: { zh: '送达', en: 'Service' },
    owedBy: 'issuer',
    metBy: ['measure.serve', 'interview.call', 'audit.receive', 'response.submit'],
    stages: officers,
  },
  /** What the respondent has to answer or do (反馈、整改), from the service on. */
  answer: {
    id: 'M-ANSWER',
    label: { zh: '被投诉人反馈或者整改', en: "Respondent's answer" },
    owedBy: 'respondent',
    metBy: ['response.submit', 'measure.comply', 'measure.refuse'],
    reached: wasServed,
    told: {
      by: ['answerAsked'],
      servedBy: 'issuer',
      unless: ({ service }: MeasureContext) => !byMail(service),
    },
    stages: respondent,
    count: ({ type, servedOn, dueOn }: MeasureContext, on: BusinessDate) => {
      const from = servedOn ?? on;
      const { answer } = measureTypes[type];
      const term: Term | undefined =
        dueOn === null
          ? answer
          : { value: Math.max(0, daysBetween(from, dueOn)), unit: 'calendarDay' };
      return { from, extension: 0, ...(term && { term }) };
    },
    countedFrom: { zh: '送达之日', en: 'the service' },
  },
  /** Whether the answer is enough (对反馈的审核). */
  weighing: {
    id: 'M-WEIGH',
    label: { zh: '审核被投诉人的反馈', en: "Review of the respondent's answer" },
    owedBy: 'issuer',
    metBy: ['measure.comply', 'measure.refuse'],
    stages: officers,
  },
  /** The day of the interview, and that somebody says who came. */
  interviewDay: {
    id: 'M-INTERVIEW',
    label: { zh: '约谈并记录到场情况', en: 'Interview and attendance' },
    owedBy: 'issuer',
    metBy: ['attendance.record', 'interview.move', 'interview.callOff'],
    stages: ladder({ near: ['interviewNear'], passed: ['deadlinePassed'] }),
    count: ({ interview }: MeasureContext, on: BusinessDate) => until(on, interview?.on),
    countedFrom: { zh: '通知约谈之日', en: 'the call' },
  },
  minutes: {
    id: 'M-MINUTES',
    label: { zh: '形成约谈纪要', en: 'Minutes of the interview' },
    owedBy: 'issuer',
    metBy: ['minutes.record'],
    stages: officers,
  },
  /** A commitment of the interview (整改承诺), one clock for each. */
  commitment: {
    id: 'M-COMMIT',
    label: { zh: '履行约谈承诺', en: 'Commitment of the interview' },
    owedBy: 'respondent',
    metBy: ['commitment.fulfil'],
    // Who promised was there.
    reached: ({ interview }: MeasureContext) => interview?.status === 'held',
    told: {
      withoutLetter: {
        zh: '由被投诉人在约谈中当面承诺。',
        en: 'The respondent has promised it at the interview.',
      },
    },
    stages: ladder({ near: ['commitmentNear'] }),
    count: ({ commitments }: MeasureContext, on: BusinessDate, subject: string | null) =>
      until(on, commitments.find(({ id }) => id === subject)?.until),
    countedFrom: { zh: '形成纪要之日', en: 'the minutes' },
  },
  auditFinding: {
    id: 'M-AUDIT',
    label: { zh: '作出审计结论', en: 'Finding of the audit' },
    owedBy: 'auditor',
    metBy: ['audit.find'],
    stages: officers,
  },
  auditDecision: {
    id: 'M-AUDIT-DECIDE',
    label: { zh: '作出整改决定', en: 'Corrective decision' },
    owedBy: 'auditor',
    metBy: ['audit.decide'],
    stages: officers,
  },
  /** The day that the audit office has set (审计整改期限). */
  auditCorrection: {
    id: 'M-AUDIT-CORRECT',
    label: { zh: '完成审计整改', en: 'Correction after the audit' },
    owedBy: 'respondent',
    metBy: ['audit.confirm'],
    reached: ({ audit }: MeasureContext) => (audit?.service ?? null) !== null,
    told: {
      by: ['auditDecided'],
      servedBy: 'auditor',
      unless: ({ audit }: MeasureContext) => !byMail(audit?.service),
    },
    stages: respondent,
    count: ({ audit }: MeasureContext, on: BusinessDate) => until(on, audit?.dueOn),
    countedFrom: { zh: '作出整改决定之日', en: 'the decision' },
  },
  publicationReview: {
    id: 'M-PUBLIC-REVIEW',
    label: { zh: '复核公示', en: 'Review of the publication' },
    owedBy: 'issuer',
    metBy: ['publication.review'],
    stages: officers,
    count: ({ publication }: MeasureContext, on: BusinessDate) => until(on, publication?.reviewOn),
    countedFrom: { zh: '公示决定或者上次复核之日', en: 'the issue or the last review' },
  },
  publicationEnd: {
    id: 'M-PUBLIC-END',
    label: { zh: '公示期满', en: 'End of the publication' },
    owedBy: 'issuer',
    metBy: [],
    stages: {},
    count: ({ publication }: MeasureContext, on: BusinessDate) => until(on, publication?.until),
    countedFrom: { zh: '公示决定之日', en: 'the issue' },
  },
} as const satisfies Readonly<Record<string, MeasureClockDefinition>>;

export type MeasureClock = keyof typeof measureClocks;
