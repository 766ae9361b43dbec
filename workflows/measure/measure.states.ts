import type { StateMeta } from '../../src/definition/index.js';

/** What each state of a measure is called, and who has it there. */
export const measureStates = {
  /** Nothing stays here. */
  opening: {
    label: { zh: '已提请', en: 'Opened' },
    holder: 'issuer',
    next: { zh: '将事先告知或者审批。', en: 'Prior notice is given, or it is decided.' },
  },
  unheard: {
    label: { zh: '待事先告知', en: 'Prior notice due' },
    holder: 'issuer',
    next: {
      zh: '将向被投诉人事先告知，并听取陈述、申辩。',
      en: 'The respondent is told beforehand and may defend itself.',
    },
  },
  notified: {
    label: { zh: '已告知，待陈述申辩', en: 'Notice given' },
    holder: 'respondent',
    next: {
      zh: '被投诉人可以在期限内陈述、申辩；期满后审批。',
      en: 'The respondent may defend itself within the term; then it is decided.',
    },
  },
  proposed: {
    label: { zh: '待审批', en: 'Proposed' },
    holder: 'approver',
    next: { zh: '有审批权的人员将决定是否批准。', en: 'It is approved or rejected.' },
  },
  approved: {
    label: { zh: '已批准待发出', en: 'Approved' },
    holder: 'issuer',
    next: { zh: '将制作文书并发出。', en: 'The document is issued.' },
  },
  issued: {
    label: { zh: '已发出待送达', en: 'Issued' },
    holder: 'issuer',
    next: { zh: '将送达被投诉人。', en: 'It is served on the respondent.' },
  },
  served: {
    label: { zh: '已送达', en: 'Served' },
    holder: 'respondent',
    next: { zh: '被投诉人应当在期限内履行。', en: 'The respondent has to perform in time.' },
  },
  complied: {
    label: { zh: '已履行', en: 'Complied with' },
    holder: null,
    next: { zh: '措施目的已经实现，可以解除。', en: 'Its purpose is reached; it can be lifted.' },
    closed: true,
  },
  refused: {
    label: { zh: '拒不履行', en: 'Refused' },
    holder: 'issuer',
    next: { zh: '可以采取下一级措施。', en: 'The next level can be taken.' },
  },
  lifted: {
    label: { zh: '已解除', en: 'Lifted' },
    holder: null,
    next: { zh: '措施已经解除。', en: 'It is lifted.' },
  },
  rejected: {
    label: { zh: '未批准', en: 'Not approved' },
    holder: null,
    next: { zh: '未采取措施。', en: 'Nothing was done.' },
  },
  cancelled: {
    label: { zh: '已撤销', en: 'Cancelled' },
    holder: null,
    next: { zh: '未采取措施。', en: 'Nothing was done.' },
  },
} as const satisfies Readonly<Record<string, StateMeta>>;
