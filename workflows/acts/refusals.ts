import type { Label } from '../../src/definition/index.js';

/** Why an act is not open, by the name of the guard that keeps it shut. */
export const refusals: Readonly<Record<string, Label>> = {
  supplementNotAsked: {
    zh: '补正材料只能一次性告知。',
    en: 'Missing material may be asked for once only.',
  },
  mayReturn: {
    zh: '提出管辖异议的期限已过。',
    en: 'The term for an objection by the unit is over.',
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
  mayObject: {
    zh: '异议只能在答复后的期限内提出一次。',
    en: 'An objection may be filed once, within its term after the answer.',
  },
  notSurveyed: { zh: '回访问卷只能填写一次。', en: 'The survey is answered once.' },
  mayClose: {
    zh: '企业未确认已解决，也没有其他办结情形（已说明不属实、复核维持、整改已确认、三次回访未果）。',
    en: 'Neither has the enterprise said that the matter is solved, nor is there another ground for closing (explained as unfounded, upheld, rectified, three follow-ups in vain).',
  },
  mayAskReopening: {
    zh: '重新办理只能申请一次。',
    en: 'Reopening may be asked for once.',
  },
  cooperationOpen: {
    zh: '本单位的配合意见已经反馈，或者不再需要。',
    en: 'The unit has answered already, or its answer is not awaited any more.',
  },
  feedbackAwaited: {
    zh: '没有待被投诉单位反馈的事项。',
    en: 'No feedback of the respondent is awaited.',
  },
  hasCase: { zh: '案件不在本单位。', en: 'The unit does not have the case.' },
  asksElsewhere: {
    zh: '没有发往其他地址、待被投诉单位反馈的事项。',
    en: 'Nothing is awaited that was asked at another address.',
  },
  acceptorMayAssign: {
    zh: '案件已有承办人，或者只有承办人、单位负责人可以转交、退回。',
    en: 'The case is on a desk already; only its officer or the head hands it on or puts it back.',
  },
  handlerMayAssign: {
    zh: '案件已有承办人，或者只有承办人、单位负责人可以转交、退回。',
    en: 'The case is on a desk already; only its officer or the head hands it on or puts it back.',
  },
  mayPause: {
    zh: '期限正在中止，或者已经届满。',
    en: 'The term stands still already, or is over.',
  },
  paused: { zh: '期限没有中止。', en: 'The term does not stand still.' },
  notClosed: { zh: '案件已办结。', en: 'The case is closed.' },
};
