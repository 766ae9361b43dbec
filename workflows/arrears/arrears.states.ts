import type { StateMeta } from '../../src/definition/index.js';
import { sharedStates } from '../acts/states.js';

/** What each state is called, who has the case in it, and what comes next for the enterprise. */
export const arrearsStates = {
  submitted: {
    label: { zh: '待审查', en: 'Submitted' },
    holder: 'acceptor',
    next: {
      zh: '受理部门将在10个工作日内审查，并告知是否受理。',
      en: 'The accepting department reviews the complaint within 10 working days and tells you whether it is accepted.',
    },
  },
  supplementRequired: {
    label: { zh: '需补充后重新提交', en: 'To be completed and submitted again' },
    holder: 'enterprise',
    next: {
      zh: '请补充材料后重新提交；重新提交之日起重新计算审查期限。',
      en: 'Complete the material and submit it again; the review then starts anew.',
    },
  },
  accepted: {
    label: { zh: '正式受理', en: 'Accepted' },
    holder: 'acceptor',
    next: {
      zh: '受理部门将在10个工作日内转交处理投诉部门。',
      en: 'The accepting department hands the case to the handling department within 10 working days.',
    },
  },
  transferred: {
    label: { zh: '已转交待签收', en: 'Transferred' },
    holder: 'handler',
    next: {
      zh: '处理部门将签收材料并开始核实。',
      en: 'The handling department signs for the material and begins to verify it.',
    },
  },
  handling: {
    label: { zh: '处理中', en: 'In progress' },
    holder: 'handler',
    next: {
      zh: '处理部门将在期限内形成处理结果并书面反馈。',
      en: 'The handling department forms its result and gives written feedback within the term.',
    },
  },
  extended: {
    label: { zh: '延期处理', en: 'In progress, extended' },
    holder: 'handler',
    next: {
      zh: '处理部门将在延长后的期限内形成处理结果并书面反馈。',
      en: 'The handling department forms its result and gives written feedback within the extended term.',
    },
  },
  returned: {
    label: { zh: '退回待改派', en: 'Returned, to be reassigned' },
    holder: 'acceptor',
    next: {
      zh: '受理部门将改交其他部门或维持原转交。',
      en: 'The accepting department hands the case to another department or leaves it where it is.',
    },
  },
  resultFormed: {
    label: { zh: '已形成结果', en: 'Result formed' },
    holder: 'handler',
    next: {
      zh: '处理部门将向企业和受理部门书面反馈。',
      en: 'The handling department gives written feedback to you and to the accepting department.',
    },
  },
  fedBack: {
    label: { zh: '已书面反馈', en: 'Feedback given' },
    holder: 'acceptor',
    next: {
      zh: '对处理结果有新的事实或理由的，可在期限内提出异议。',
      en: 'With new facts or reasons you may object within the term.',
    },
  },
  sizeDisputed: {
    label: { zh: '企业规模认定中', en: 'Size to be determined' },
    holder: 'acceptor',
    next: {
      zh: '当事人所在地中小企业主管部门将认定企业规模；审查期限不因此中止。',
      en: "The SME department at that party's place determines the size; the term of the review goes on.",
    },
  },
  repaying: {
    label: { zh: '还款计划履行中', en: 'Plan of repayment' },
    holder: 'handler',
    next: {
      zh: '请核对每期到账情况并确认；逾期5个工作日未付的，案件将重新办理。',
      en: 'Confirm each payment that comes in; if one is 5 working days late, the case is handled again.',
    },
  },
  mediation: {
    label: { zh: '协商调解中', en: 'Mediation' },
    holder: 'handler',
    next: {
      zh: '承办单位组织双方协商调解；您也可以随时依法起诉或者申请仲裁。',
      en: 'The unit has the parties mediate; you may go to court or arbitration at any time.',
    },
  },
  notAccepted: {
    label: { zh: '不予受理', en: 'Not accepted' },
    holder: null,
    next: { zh: '请按告知的渠道反映。', en: 'Use the channel named in the letter.' },
  },
  ...sharedStates,
  reexamination: {
    ...sharedStates.reexamination,
    // The answer was the handling unit's; the office above it decides.
    holder: 'acceptor',
  },
} as const satisfies Readonly<Record<string, StateMeta>>;
