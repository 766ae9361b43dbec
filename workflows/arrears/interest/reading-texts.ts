import type { Label } from '../../../src/definition/index.js';
import type { DebtOrder } from './allocation.js';
import type { OldContractReading } from './readings.js';

/** What each reading of an old contract's interest is, in words. */
export const readingLabels: Readonly<Record<OldContractReading, Label>> = {
  referenceCase: {
    zh: '2020年8月31日以前按一般法律规定，2020年9月1日起逾期仍在持续的按条例计息（人民法院案例库2023-08-2-084-007）',
    en: 'general law until 2020-08-31, the Regulations from 2020-09-01 while the default lasts (reference case 2023-08-2-084-007)',
  },
  generalLaw: {
    zh: '全部期间按合同和一般法律规定计息，不适用条例（（2022）京03民终7136号）',
    en: 'the contract and general law for all days, the Regulations for none ((2022) Jing 03 Min Zhong 7136)',
  },
  undetermined: {
    zh: '利息不在本投诉中确定，由当事人另行主张',
    en: 'interest is not determined here; the parties pursue it elsewhere',
  },
};

/** The two orders in which a payment goes to several debts, in words. */
export const orderLabels: Readonly<Record<DebtOrder, Label>> = {
  debtByDebt: {
    zh: '逐笔抵充：先到期的一笔先抵充，每笔先利息后本金（《民法典》第五百六十条、第五百六十一条）',
    en: 'debt by debt: what fell due first is paid first, of each its interest before its principal (Civil Code 560, 561)',
  },
  allInterestFirst: {
    zh: '先抵充各笔全部利息，再按到期先后抵充本金（《民法典》第五百六十一条对全部债务适用）',
    en: 'the interest of all items first, then their principal in the order of the due dates (Civil Code 561 for the debt as a whole)',
  },
};
