import { channels as to } from '../acts/channels.js';
import type { CodeMeaning, CodeTable } from '../acts/coded-payloads.js';
import {
  debtorOver,
  decidedElsewhere,
  identityNotShown,
  noCooperation,
  settled,
} from '../acts/codes.js';
import { ezhou2024, law, order802, policyAfter } from '../acts/instruments.js';
import type { Label, LegalBasis } from '../../src/definition/index.js';

/** A ground with where it comes from, and where the enterprise may turn instead. */
interface RejectionGround extends CodeMeaning {
  readonly basis: LegalBasis;
  readonly channels: readonly [Label, ...Label[]];
}

const ezhou = policyAfter(ezhou2024);

/** A promise is kept back by an authority or by the other side of an agreement: both ways stay open. */
const identityChannels = [to.completeAgain, to.administrativeRemedies, to.court] as const;

/**
 * Grounds for not accepting (不予受理情形), after the list of Ezhou. Force majeure, which stands on it,
 * is none here: whether it hindered the performance is the matter itself (`conditionNotMet`).
 */
export const rejectionGrounds = {
  betweenMarketEntities: {
    zh: '市场主体之间的民事纠纷',
    en: 'a civil dispute between market entities',
    basis: ezhou,
    channels: [
      to.arrearsComplaint,
      to.clearingOffice,
      to.hotline,
      to.mediation,
      to.court,
      to.legalAid,
    ],
  },
  /** Governed by a procedure of its own, with terms of law. */
  paymentOfSme: {
    zh: '属于机关、事业单位、大型企业采购货物、工程、服务拖欠中小企业账款',
    en: 'overdue payment to an SME for goods, works or services',
    basis: law(order802, '24'),
    channels: [to.arrearsComplaint, to.mediation, to.court, to.legalAid],
  },
  outOfScope: {
    zh: '不属于受理范围',
    en: 'outside the scope of this mechanism',
    basis: ezhou,
    channels: [to.competentBody, to.administrativeRemedies, to.court],
  },
  otherProcedure: {
    zh: '已由复议、诉讼、仲裁或者纪检监察机关受理',
    en: 'taken up by reconsideration, a court, arbitration or a disciplinary body',
    basis: ezhou,
    channels: [to.thatProcedure, to.legalAid],
  },
  legallyClosed: {
    zh: '已经依法终结',
    en: 'closed by law',
    basis: ezhou,
    channels: [to.reopening, to.administrativeRemedies, to.court],
  },
  criminalMatter: {
    zh: '涉嫌违法犯罪，由公安、司法机关处理',
    en: 'a matter for the police or criminal justice',
    basis: ezhou,
    channels: [to.police, to.court],
  },
  repeated: {
    zh: '同一事项以同一理由重复投诉',
    en: 'the same matter filed again for the same reason',
    basis: ezhou,
    channels: [to.reopening, to.administrativeRemedies, to.court],
  },
  identityNotShown: {
    ...identityNotShown.identityNotShown,
    basis: ezhou,
    channels: identityChannels,
  },
  otherBody: {
    zh: '依法应由其他机关处理',
    en: 'by law a matter of another body',
    basis: ezhou,
    channels: [to.competentBody, to.administrativeRemedies, to.court],
  },
} as const satisfies Readonly<Record<string, RejectionGround>>;

/** Grounds for ending without a result (终止办理情形). */
export const terminationGrounds = {
  ...settled,
  courtOrArbitration: {
    zh: '已提起诉讼或者仲裁',
    en: 'brought before a court or arbitration',
    basis: ezhou,
    channels: [to.thatProcedure, to.legalAid],
  },
  reconsideration: {
    zh: '已申请行政复议',
    en: 'brought to administrative reconsideration',
    basis: ezhou,
    channels: [to.thatProcedure, to.legalAid],
  },
  ...decidedElsewhere,
  ...debtorOver,
  noCooperation: {
    ...noCooperation.noCooperation,
    channels: [to.mediation, to.administrativeRemedies, to.court],
  },
  identityNotShown: { ...identityNotShown.identityNotShown, channels: identityChannels },
} as const satisfies CodeTable;
