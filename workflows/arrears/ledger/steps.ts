import type { CaseEvent } from '../../../src/definition/index.js';
import type { EvidencePayload } from '../../acts/payloads.js';
import type { PaymentObjection, PaymentRecord } from '../arrears.payments.js';
import type { Ledger } from './ledger.js';
import {
  awaitsSilence,
  confirmPayment,
  countPayment,
  recordPayment,
  takeBackPayment,
} from './payments.js';
import { lapseInstalment, openInstalments, settledInstalments } from './plan.js';

/** The number that the subject of a clock stands for: a payment's, an instalment's. */
export function noOf({ type }: Pick<CaseEvent, 'type'>): number {
  return Number(/@(\d+)$/.exec(type)?.[1]);
}

/** The ledger after an act about a payment, or after the silence about one has ended. */
export function ledgerAfterPayment(ledger: Ledger, event: CaseEvent): Ledger {
  const { type, payload, actor, on } = event;
  if (type === 'payment.record') return recordPayment(ledger, payload as PaymentRecord, actor, on);
  if (type.startsWith('xstate.after.')) return countPayment(ledger, noOf(event), on);
  const { payment, reason } = payload as PaymentObjection;
  if (type === 'payment.confirm') return confirmPayment(ledger, payment, on);
  const status = type === 'payment.dispute' ? 'disputed' : 'reversed';
  return takeBackPayment(ledger, payment, status, { reason, by: actor.role, on });
}

export function ledgerAfterLapse(ledger: Ledger, event: CaseEvent): Ledger {
  const lapsed = event.type.startsWith('xstate.after.instalment.') ? 'due' : 'grace';
  return lapseInstalment(ledger, noOf(event), lapsed, event.on);
}

/** A clock that begins to run for its subject, or ends. */
export interface ClockChange {
  readonly clock: 'paymentSilence' | 'instalment' | 'instalmentGrace';
  readonly subject: string;
  readonly runs: boolean;
}

/** What a step in the ledger means for the clocks of payments and instalments. */
export function clockChanges(before: Ledger, after: Ledger): readonly ClockChange[] {
  const awaited = (ledger: Ledger) =>
    ledger.payments.filter((each) => awaitsSilence(ledger, each)).map(({ no }) => no);
  const silences = changed(awaited(before), awaited(after), 'paymentSilence');
  if (after.plan?.ended !== null) return silences;
  const open = (ledger: Ledger) => openInstalments(ledger).map(({ no }) => no);
  const due = changed(open(before), open(after), 'instalment');
  const graceEnds = settledInstalments(after)
    .filter(({ no }) => open(before).includes(no))
    .map(({ no }) => ({ clock: 'instalmentGrace', subject: String(no), runs: false }) as const);
  return [...silences, ...due, ...graceEnds];
}

function changed(
  before: readonly number[],
  after: readonly number[],
  clock: ClockChange['clock'],
): readonly ClockChange[] {
  return [
    ...before.filter((no) => !after.includes(no)).map((no) => ({ no, runs: false })),
    ...after.filter((no) => !before.includes(no)).map((no) => ({ no, runs: true })),
  ].map(({ no, runs }) => ({ clock, subject: String(no), runs }));
}

/** A file of the case; payments may be proved by it. */
export function addFile(ledger: Ledger, { payload, actor }: CaseEvent): Ledger {
  const { evidenceId: id, shownToEnterprise } = payload as EvidencePayload;
  const shown = shownToEnterprise || actor.role === 'enterprise';
  return { ...ledger, files: [...ledger.files, { id, shown }] };
}
