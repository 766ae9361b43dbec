/** How likely an act is among those that are open, by its type; acts that are not named weigh 3. */
const weights: Readonly<Record<string, number>> = {
  'complaint.accept': 12,
  'complaint.reject': 1,
  'complaint.withdraw': 1,
  'complaint.terminate': 1,
  'supplement.submit': 12,
  'referral.send': 20,
  'referral.sign': 12,
  'referral.return': 3,
  'extension.request': 4,
  'extension.approve': 9,
  'result.submit': 8,
  'result.sendBack': 4,
  'reply.send': 12,
  'reexamination.decide': 9,
  'case.close': 8,
  'serviceAddress.confirm': 1,
  'feedback.record': 1,
  'service.record': 6,
  'hearing.notify': 12,
  'measure.reject': 1,
  'measure.cancel': 1,
  'measure.lift': 1,
  'measure.approve': 9,
  'measure.issue': 9,
  'size.dispute': 1,
  'size.decide': 9,
  'assignment.take': 1,
  'assignment.give': 1,
  'assignment.release': 1,
};

const USUAL = 3;

export function weightOf(type: string): number {
  return weights[type] ?? USUAL;
}

/** Somebody who could act and lets it be, this time. */
export const PASSES = 8;

/** How long people take over a case between two moments in which they look at it, in moments. */
export interface Temper {
  readonly share: number;
  readonly least: number;
  readonly most: number;
}

/** Most are prompt; some are late with nearly everything; with some nothing happens for weeks. */
export const tempers: readonly Temper[] = [
  { share: 50, least: 1, most: 14 },
  { share: 35, least: 6, most: 50 },
  { share: 15, least: 30, most: 180 },
];
