import { Type } from 'class-transformer';
import { IsOptional, IsUUID, ValidateNested } from 'class-validator';
import {
  Asks,
  IsCode,
  IsBusinessDate,
  IsText,
  YEARS_AHEAD,
  defineEvent,
  type BusinessDate,
  type InputError,
  type RuleInput,
  type Service,
} from '../../src/definition/index.js';
import { law, order802, policy } from '../acts/instruments.js';
import { NotePayload } from '../acts/payloads.js';
import { PaperService, refuseUnreached } from '../acts/service-address.js';
import { auditFindings } from './measure.codes.js';
import type { MeasureContext } from './measure.context.js';
import { apart, together } from './measure.duties.js';

type Finding = keyof typeof auditFindings;

/** What became of a referral to the audit office (审计监督). */
export interface Audit {
  readonly receivedOn: BusinessDate;
  readonly finding: Finding | null;
  readonly foundOn: BusinessDate | null;
  /** The corrective decision (审计决定), and its last day. */
  readonly requirement: string | null;
  readonly dueOn: BusinessDate | null;
  readonly confirmedOn: BusinessDate | null;
  /** How the decision reached the respondent. */
  readonly service?: Service | null;
}

export class AuditFinding {
  @Asks('审计结论', 'Finding of the audit')
  @IsCode(auditFindings)
  readonly finding!: Finding;

  @Asks('审计情况', 'Summary of the audit')
  @IsText(20_000)
  readonly summary!: string;
}

export class AuditDecision {
  /** What has to be put right. */
  @Asks('整改要求', 'What has to be put right')
  @IsText(20_000)
  readonly requirement!: string;

  @Asks('整改期限', 'To be put right by')
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  readonly dueOn!: string;

  /** It is handed over or announced on paper; left out: it goes to the confirmed address. */
  @Asks('纸质送达情况', 'Service on paper')
  @IsOptional()
  @ValidateNested()
  @Type(() => PaperService)
  readonly service?: PaperService;
}

export class AuditConfirmation {
  /** How it was put right. */
  @Asks('整改情况', 'How it was put right')
  @IsText(5_000)
  readonly summary!: string;

  @Asks('整改证明材料', 'Proof')
  @IsOptional()
  @IsUUID()
  readonly evidenceId?: string;
}

function refuseDecision(input: RuleInput<AuditDecision, MeasureContext>): readonly InputError[] {
  const { payload, context, on } = input;
  const { dueOn } = payload;
  const unreached = refuseUnreached(input, { since: context.audit?.foundOn ?? null });
  if (dueOn > on) return unreached;
  const message = `A correction is due on a day after today, ${on}.`;
  return [...unreached, { path: 'payload.dueOn', rule: 'inFuture', message }];
}

function refuseConfirmation({
  payload: { evidenceId },
  facts: { file = false },
}: RuleInput<AuditConfirmation, MeasureContext>): readonly InputError[] {
  if (evidenceId === undefined || file) return [];
  const message = 'This is no file of the measure or of its complaints.';
  return [{ path: 'payload.evidenceId', rule: 'fileOfCase', message }];
}

const basis = law(order802, '27');

/** The acts of the audit office, from the receipt of the file to the confirmed correction. */
export const auditEvents = {
  'audit.receive': defineEvent({
    by: ['auditor'],
    label: { zh: '接收审计移送', en: 'Receive the referral' },
    payload: NotePayload,
    example: { note: '材料齐全。' },
    basis: policy,
  }),
  'audit.find': defineEvent({
    by: ['auditor'],
    label: { zh: '作出审计结论', en: 'Give the finding' },
    payload: AuditFinding,
    example: { finding: 'confirmed' as const, summary: '欠款属实，资金挪作他用。' },
    basis,
  }),
  'audit.decide': defineEvent<AuditDecision, MeasureContext>({
    by: ['auditor'],
    label: { zh: '作出整改决定', en: 'Decide what has to be put right' },
    payload: AuditDecision,
    example: { requirement: '限期支付欠款。', dueOn: '2034-12-29' },
    basis,
    refuse: refuseDecision,
    apartFrom: [apart.fromFinding],
  }),
  'audit.confirm': defineEvent<AuditConfirmation, MeasureContext>({
    by: ['auditor'],
    label: { zh: '确认审计整改到位', en: 'Confirm the correction' },
    payload: AuditConfirmation,
    example: { summary: '欠款已全部支付，附银行回单。' },
    basis,
    refuse: refuseConfirmation,
    togetherWith: [together.ownDecision],
  }),
};
