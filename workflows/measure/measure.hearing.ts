import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import {
  Asks,
  IsCode,
  IsText,
  defineEvent,
  type BusinessDate,
  type CaseEvent,
  type InputError,
  type RuleInput,
  type Service,
} from '../../src/definition/index.js';
import { answerEvent } from '../acts/link-answers.js';
import { creditOpinions2020, policyAfter } from '../acts/instruments.js';
import { DocumentedPayload, NotePayload, type LinkAnswer } from '../acts/payloads.js';
import { PaperService, refuseUnreached, serviceBy } from '../acts/service-address.js';
import type { Answer, MeasureContext } from './measure.context.js';
import { priorNoticeOf } from './measure.documents.js';
import { measureTypes } from './measure.table.js';
import { proposers } from './measure.types.js';
import type { CodeTable } from '../acts/coded-payloads.js';

/** The prior notice of a sanction (事先告知), and what the respondent said to it (陈述、申辩). */
export interface Hearing {
  readonly notifiedOn: BusinessDate;
  readonly documentNumber: string | null;
  readonly documentId: string | null;
  readonly service: Service | null;
  /** Null as long as nothing was said. */
  readonly defence: Answer | null;
  /** The term is over, or it was said what was to be said. */
  readonly over: boolean;
}

/** The notice goes out, with what is intended, why and on which basis (告知书). */
export class HearingNotice extends DocumentedPayload {
  /** It is handed over on paper; left out: it goes to the confirmed address. */
  @Asks('纸质送达情况', 'Service on paper')
  @IsOptional()
  @ValidateNested()
  @Type(() => PaperService)
  readonly service?: PaperService;

  @Asks('备注', 'Note')
  @IsOptional()
  @IsText(2_000, { mayBeEmpty: true })
  readonly note?: string;
}

const defenceWays = {
  inPerson: { zh: '当面陈述', en: 'in person' },
  onPaper: { zh: '书面提交', en: 'on paper' },
  waived: { zh: '明确表示放弃', en: 'waived' },
} as const satisfies CodeTable;

/** What the respondent said otherwise than by the link; `waived`: that it has nothing to say. */
export class RecordedDefence {
  @Asks('陈述申辩方式', 'Way of the defence')
  @IsCode(defenceWays)
  readonly way!: keyof typeof defenceWays;

  @Asks('陈述申辩内容', 'Defence')
  @IsText(20_000)
  readonly statement!: string;
}

/** The decision on a proposal; of a sanction it says how the defence was considered. */
export class MeasureApproval extends NotePayload {
  @Asks('对陈述申辩意见的考虑', 'How the defence was considered')
  @IsOptional()
  @IsText(5_000)
  readonly considered?: string;
}

/** Heard before it is decided; what was proposed before the product knew hearings is heard, too. */
export const mustHear = ({ type, hearing }: MeasureContext): boolean =>
  measureTypes[type].heard === true && hearing?.over !== true;

export function refuseApproval({
  payload: { considered },
  context: { type, hearing },
}: RuleInput<MeasureApproval, MeasureContext>): readonly InputError[] {
  const isHeard = measureTypes[type].heard === true;
  if (isHeard && considered === undefined) {
    const message = hearing?.defence
      ? 'Say how the statement of defence was considered.'
      : 'Nothing was said in defence: say that this was considered.';
    return [{ path: 'payload.considered', rule: 'defenceConsidered', message }];
  }
  if (isHeard || considered === undefined) return [];
  const message = 'Nobody was heard: this measure is no sanction.';
  return [{ path: 'payload.considered', rule: 'fieldOfType', message }];
}

/** A hearing before a record, a publication, a restriction and a deduction: policy, see docs/readings.md. */
const basis = policyAfter(creditOpinions2020);

export const hearingEvents = {
  'hearing.notify': defineEvent<HearingNotice, MeasureContext>({
    by: proposers,
    label: { zh: '事先告知', en: 'Give prior notice' },
    payload: HearingNotice,
    example: { note: '拟采取的措施、事实、依据和权利已写入告知书。' },
    basis,
    refuse: (input) => refuseUnreached(input, { since: null }),
    document: priorNoticeOf,
  }),
  'defence.submit': answerEvent({
    label: { zh: '被投诉人陈述、申辩', en: 'Statement of defence' },
    example: { answer: '欠款已于上月付清，附银行回单。', files: [] },
    basis,
  }),
  'defence.record': defineEvent<RecordedDefence, MeasureContext>({
    by: proposers,
    label: { zh: '记录陈述、申辩', en: 'Record the statement of defence' },
    payload: RecordedDefence,
    example: { way: 'onPaper', statement: '被投诉人书面提出欠款已付清。' },
    basis,
  }),
};

/** The notice is out, or goes out once more to where the respondent was found. */
export function notified(
  context: MeasureContext,
  { service, document, documentNumber }: HearingNotice,
  on: BusinessDate,
): Pick<MeasureContext, 'hearing'> {
  return {
    hearing: {
      notifiedOn: on,
      documentNumber: document?.number ?? documentNumber ?? context.hearing?.documentNumber ?? null,
      documentId: document?.id ?? context.hearing?.documentId ?? null,
      service: serviceBy(service ? { service } : {}, context, on),
      defence: null,
      over: false,
    },
  };
}

/** The hearing is over, with what was said in it. */
export function defended(
  { hearing = null }: MeasureContext,
  event: CaseEvent,
): Pick<MeasureContext, 'hearing'> {
  if (!hearing) return {};
  return { hearing: { ...hearing, over: true, defence: saidBy(event) ?? hearing.defence } };
}

function saidBy({ type, payload, on }: CaseEvent): Answer | null {
  if (type === 'defence.submit') {
    const { answer: text, sentTo = null } = payload as LinkAnswer;
    return { text, on, identityVerified: false, sentTo };
  }
  if (type !== 'defence.record') return null;
  const { way, statement: text } = payload as RecordedDefence;
  return way === 'waived' ? null : { text, on, identityVerified: false, sentTo: null };
}
