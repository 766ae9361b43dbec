import type { ApartFrom, TogetherWith } from '../../src/definition/index.js';
import { separationBasis } from '../acts/duties.js';
import type { MeasureContext } from './measure.context.js';
import { measureTypes } from './measure.table.js';
import { measureNames } from './measure.types.js';

/** Supervision that the law commands once feedback is missing leaves nothing to weigh (第二十五条第三款). */
const isCommanded = ({ type, basis: { mark, article } }: MeasureContext): boolean =>
  type === 'supervisionNotice' && mark === 'law' && article === '25(3)';

const isSanction = ({ type }: MeasureContext): boolean => measureTypes[type].sanction === true;

const sanctions = measureNames.filter((name) => measureTypes[name].sanction);

const weighed = {
  label: {
    zh: '承办单位依第802号令第二十五条第三款必须发出的督办书除外：法律未留裁量，经办人员一并提请、批准和发出',
    en: 'but for the supervision notice that Article 25(3) of Order 802 commands: it leaves nothing to weigh, and one officer proposes, approves and issues it',
  },
  holds: (context: MeasureContext) => !isCommanded(context),
};

const sanction = {
  label: {
    zh: `惩戒措施：${sanctions.map((name) => measureTypes[name].label.zh).join('、')}`,
    en: `sanctions: ${sanctions.map((name) => measureTypes[name].label.en.toLowerCase()).join(', ')}`,
  },
  holds: isSanction,
};

type Apart = ApartFrom<MeasureContext>;

/** Nobody takes a measure alone (提请、审批、发出相互分离). */
export const apart = {
  fromProposal: {
    act: 'measure.propose',
    why: {
      zh: '提请人不得审批自己的提请。',
      en: 'Who proposed the measure does not decide on it.',
    },
    basis: separationBasis,
    where: weighed,
  },
  fromApproval: {
    act: 'measure.approve',
    why: {
      zh: '批准惩戒措施的人员不得单独发出。',
      en: 'Who approved the sanction does not issue it.',
    },
    basis: separationBasis,
    where: sanction,
  },
  fromIssue: {
    act: 'measure.issue',
    why: {
      zh: '发出惩戒措施的人员不得单独解除或者撤销。',
      en: 'Who issued the sanction does not end it.',
    },
    basis: separationBasis,
    where: sanction,
  },
  reviewFromApproval: {
    act: 'measure.approve',
    why: {
      zh: '批准公示的人员不得复核该公示。',
      en: 'Who approved the publication does not review it.',
    },
    basis: separationBasis,
  },
  fromFinding: {
    act: 'audit.find',
    why: {
      zh: '作出审计结论的人员不得作出整改决定。',
      en: 'Who gave the finding of the audit does not decide on it.',
    },
    basis: separationBasis,
  },
} as const satisfies Readonly<Record<string, Apart>>;

export const together = {
  milder: {
    act: 'measure.approve',
    because: {
      zh: '督办书、函询、约谈、责令整改只要求说明和履行，提请与审批已经分离。',
      en: 'A notice, an inquiry, an interview and an order ask for answers and performance; proposing and approving are apart already.',
    },
  },
  compliance: {
    act: 'measure.issue',
    because: {
      zh: '是否履行是事实，以材料证明，投诉本身继续办理。',
      en: 'Compliance is a fact, proved by files, and the complaint itself goes on.',
    },
  },
  ownProposal: {
    act: 'measure.propose',
    because: {
      zh: '提请人可以收回自己的提请，投诉继续办理。',
      en: 'Whoever proposed it may take the proposal back; the complaint itself goes on.',
    },
  },
  ownDecision: {
    act: 'audit.decide',
    because: {
      zh: '由作出整改决定的审计机关验收。',
      en: 'The audit office that decided sees that it was put right.',
    },
  },
} as const satisfies Readonly<Record<string, TogetherWith>>;
