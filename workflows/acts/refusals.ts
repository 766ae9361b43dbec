import type { Label } from '../../src/definition/index.js';

/** Why an act is not open, by the name of the guard that keeps it shut. */
export const refusals: Readonly<Record<string, Label>> = {
  supplementNotAsked: {
    zh: '补正材料只能一次性告知。',
    en: 'Missing material may be asked for once only.',
  },
  mayReturn: {
    zh: '提出管辖异议的期限（收到转办后5个工作日）已过。',
    en: 'The term for an objection by the unit (5 working days from receipt) is over.',
  },
  maySettleReturn: {
    zh: '第二次退回后由受理单位负责人决定。',
    en: "After the second return the accepting office's head decides.",
  },
  mayAskExtension: {
    zh: '办理期限已届满、延期申请尚未决定，或者已经延期过。',
    en: 'The term is over, a request is waiting for its decision, or the term was extended before.',
  },
  extensionOpen: {
    zh: '没有待批准的延期申请，或者办理期限已届满。',
    en: 'There is no request to approve, or the term is over.',
  },
  extensionAsked: {
    zh: '没有待决定的延期申请。',
    en: 'There is no request for an extension.',
  },
  maySendBack: { zh: '最多退回重办两次。', en: 'A result may be sent back twice at most.' },
};
