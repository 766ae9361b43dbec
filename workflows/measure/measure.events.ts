import { IsOptional, IsUUID } from 'class-validator';
import {
  Asks,
  IsCode,
  IsBusinessDate,
  IsText,
  YEARS_AHEAD,
  defineEvent,
  type EventsOf,
  type InputError,
  type RuleInput,
  type SubjectLapse,
} from '../../src/definition/index.js';
import { evidence } from '../acts/events.js';
import { law, order802, policy } from '../acts/instruments.js';
import { DocumentedPayload, NotePayload, ReasonPayload } from '../acts/payloads.js';
import { answerEvent } from '../acts/link-answers.js';
import { confirmAddress, unconfirmed } from '../acts/service-address.js';
import { recordService } from '../acts/serving.js';
import { auditEvents } from './measure.audit.js';
import { reviewOutcomes, serviceWays } from './measure.codes.js';
import type { MeasureContext } from './measure.context.js';
import { documentOf } from './measure.documents.js';
import { apart, together } from './measure.duties.js';
import { hearingEvents, MeasureApproval, refuseApproval } from './measure.hearing.js';
import { interviewEvents } from './measure.interview-events.js';
import { addresseeOf } from './measure.table.js';
import { proposers } from './measure.types.js';

/** The document goes out (发文). */
export class MeasureIssue extends DocumentedPayload {
  /** The last day for the answer; the usual term of the type when it is left out. */
  @Asks('答复期限', 'Answer due on')
  @IsOptional()
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  readonly dueOn?: string;

  @Asks('签发意见', 'Note on the issue')
  @IsOptional()
  @IsText(2_000, { mayBeEmpty: true })
  readonly note?: string;
}

/** How and when the document reached the respondent. */
export class MeasureService {
  @Asks('送达方式', 'Way of service')
  @IsCode(serviceWays)
  readonly way!: keyof typeof serviceWays;

  /** Today when it is left out. */
  @Asks('送达日期', 'Served on')
  @IsOptional()
  @IsBusinessDate()
  readonly servedOn?: string;
}

export class MeasureCompliance {
  /** What was done. */
  @Asks('履行情况', 'What was done')
  @IsText(5_000)
  readonly summary!: string;

  @Asks('履行证明材料', 'Proof')
  @IsOptional()
  @IsUUID()
  readonly evidenceId?: string;
}

/** Whether a publication goes on (公示复核). */
export class PublicationReview extends ReasonPayload {
  @Asks('复查结论', 'Outcome of the review')
  @IsCode(reviewOutcomes)
  readonly outcome!: 'keep' | 'end';

  /** When it is looked at again, if it goes on. */
  @Asks('下次复查日期', 'Next review on')
  @IsOptional()
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  readonly nextReviewOn?: string;
}

type Rule<Payload> = RuleInput<Payload, MeasureContext>;

const broken = (path: string, rule: string, message: string): readonly InputError[] => [
  { path: `payload.${path}`, rule, message },
];

function refuseIssue({ payload: { dueOn }, on }: Rule<MeasureIssue>): readonly InputError[] {
  if (dueOn === undefined || dueOn > on) return [];
  return broken('dueOn', 'inFuture', `An answer is due on a day after today, ${on}.`);
}

/** By mail only where a letter went to the confirmed address, and not before it could. */
function refuseService({
  payload: { way, servedOn },
  context: { type, target, issuedOn, serviceAddress },
  on,
}: Rule<MeasureService>): readonly InputError[] {
  // Other authorities are written to as they are; only the respondent has to be found.
  const byLetter = way === 'mail' && addresseeOf(type, target) === null;
  if (byLetter && !serviceAddress) return [unconfirmed('payload.way')];
  if (servedOn === undefined) return [];
  const issued = issuedOn ?? on;
  if (servedOn > on || servedOn < issued) {
    return broken('servedOn', 'sinceIssue', 'It was served between the issue and today.');
  }
  const since = byLetter ? (serviceAddress?.since ?? on) : issued;
  if (servedOn >= since) return [];
  const message = `Nothing went to the confirmed address before ${since}.`;
  return broken('servedOn', 'addressConfirmed', message);
}

function refuseCompliance({
  payload: { evidenceId },
  facts: { file = false },
}: Rule<MeasureCompliance>): readonly InputError[] {
  if (evidenceId === undefined || file) return [];
  const message = 'This is no file of the measure or of its complaints.';
  return broken('evidenceId', 'fileOfCase', message);
}

function refuseReview({
  payload: { outcome, nextReviewOn },
  context: { publication },
  on,
}: Rule<PublicationReview>): readonly InputError[] {
  if (outcome === 'end') return [];
  const last = publication?.until ?? on;
  if (nextReviewOn !== undefined && nextReviewOn > on && nextReviewOn <= last) return [];
  const message = `The next review lies after today and not after ${last}.`;
  return broken('nextReviewOn', 'datesInOrder', message);
}

/** Steps of a measure rest on what the measure itself rests on. */
const ownBasis = ({ basis }: MeasureContext) => basis;

/** Complaints learn of their measures in the same transaction; nobody sends this. */
/** Among offices: no system of an enterprise adds to a measure. */
const { keyScope: _, ...addFile } = evidence['evidence.add'];

export const measureEvents = {
  ...hearingEvents,
  'measure.approve': defineEvent<MeasureApproval, MeasureContext>({
    by: proposers,
    label: { zh: '批准', en: 'Approve' },
    payload: MeasureApproval,
    example: { note: '同意。' },
    basis: policy,
    refuse: refuseApproval,
    apartFrom: [apart.fromProposal],
  }),
  'measure.reject': defineEvent<ReasonPayload, MeasureContext>({
    by: proposers,
    label: { zh: '不予批准', en: 'Reject the proposal' },
    payload: ReasonPayload,
    example: { reason: '被投诉人已经反馈。' },
    basis: policy,
    apartFrom: [apart.fromProposal],
  }),
  'measure.cancel': defineEvent<ReasonPayload, MeasureContext>({
    by: proposers,
    label: { zh: '撤销提请', en: 'Cancel' },
    payload: ReasonPayload,
    example: { reason: '被投诉人已经付款。' },
    basis: policy,
    apartFrom: [apart.fromIssue],
    togetherWith: [together.ownProposal],
  }),
  'measure.issue': defineEvent<MeasureIssue, MeasureContext>({
    by: proposers,
    label: { zh: '发出文书', en: 'Issue' },
    payload: MeasureIssue,
    example: { note: '同意发出。' },
    basis: law(order802, '21'),
    basisIn: ownBasis,
    refuse: refuseIssue,
    document: documentOf,
    apartFrom: [apart.fromApproval],
    togetherWith: [together.milder],
  }),
  'measure.serve': defineEvent<MeasureService, MeasureContext>({
    by: proposers,
    label: { zh: '记录送达', en: 'Record the service' },
    payload: MeasureService,
    example: { way: 'mail' },
    basis: policy,
    refuse: refuseService,
  }),
  'serviceAddress.confirm': { ...confirmAddress, by: [...proposers, 'auditor'] as const },
  'service.record': {
    ...recordService,
    by: [...proposers, 'auditor'] as const,
    example: { ...recordService.example, clock: 'answer' },
  },
  'response.submit': {
    ...answerEvent({
      label: { zh: '被投诉人反馈', en: 'Answer of the respondent' },
      example: { answer: '欠款已列入本月资金计划。', files: [] },
      basis: law(order802, '25(3)'),
    }),
    basisIn: ownBasis,
  },
  'measure.comply': defineEvent<MeasureCompliance, MeasureContext>({
    by: proposers,
    label: { zh: '确认已履行', en: 'Confirm the compliance' },
    payload: MeasureCompliance,
    example: { summary: '欠款已全部支付，附银行回单。' },
    basis: policy,
    refuse: refuseCompliance,
    togetherWith: [together.compliance],
  }),
  'measure.refuse': defineEvent<ReasonPayload, MeasureContext>({
    by: proposers,
    label: { zh: '认定拒不履行', en: 'Find that it is refused' },
    payload: ReasonPayload,
    example: { reason: '反馈内容空泛，未说明付款安排。' },
    basis: law(order802, '25(3)'),
    basisIn: ownBasis,
  }),
  'measure.lift': defineEvent<ReasonPayload, MeasureContext>({
    by: proposers,
    label: { zh: '解除', en: 'Lift' },
    payload: ReasonPayload,
    example: { reason: '事项已经办结。' },
    basis: policy,
    apartFrom: [apart.fromIssue],
  }),
  /** The credit of the respondent was repaired (信用修复): publication, restriction and record end. */
  'measure.repair': defineEvent<NotePayload, MeasureContext>({
    by: [],
    label: { zh: '因信用修复解除', en: 'Lifted by credit repair' },
    payload: NotePayload,
    example: {},
    basis: law(order802, '26'),
    basisIn: ownBasis,
    through: 'measure',
  }),
  ...interviewEvents,
  ...auditEvents,
  'publication.review': defineEvent<PublicationReview, MeasureContext>({
    by: ['creditOfficer'],
    label: { zh: '复核公示', en: 'Review the publication' },
    payload: PublicationReview,
    example: { outcome: 'end', reason: '公示目的已经达到。' },
    basis: policy,
    refuse: refuseReview,
    apartFrom: [apart.reviewFromApproval],
  }),
  'evidence.add': {
    ...addFile,
    by: [...proposers, 'auditor'] as const,
  },
  'evidence.seal': evidence['evidence.seal'],
};

export type MeasureEvent = EventsOf<typeof measureEvents> | SubjectLapse<'commitment'>;
