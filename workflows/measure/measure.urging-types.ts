import {
  goodFaith2023,
  guangxiPlan2021,
  hubei2020,
  law,
  order802,
  policyAfter,
  privateEconomy2025,
} from '../acts/instruments.js';
import { publicBodies } from './measure.codes.js';
import {
  a21,
  a232,
  a253,
  acceptors,
  determiner,
  ministerial,
  route,
  stateOwned,
  unit,
} from './measure.routes.js';
import type { MeasureName, MeasureType } from './measure.types.js';

/** Measures that ask for an answer or for performance (督办、函询、约谈、通报、责令整改). */
export const urgingTypes = {
  supervisionNotice: {
    label: { zh: '督办书', en: 'Supervision notice' },
    routes: [
      route(unit, 'arrears', a253, { after: ['withUnit'] }),
      route(acceptors, 'arrears', a232, { after: ['serious'] }),
      route(['supervisor'], 'arrears', a21),
      route([...unit], 'promise', policyAfter(hubei2020), { after: ['withUnit'] }),
      route([...acceptors, 'supervisor'], 'promise', policyAfter(hubei2020)),
    ],
    targetBasis: a253,
    approvedBy: ministerial,
    course: 'answer',
    answer: { value: 5, unit: 'workingDay' },
    request: {
      zh: '请在期限内书面反馈办理情况，并依法履行义务。',
      en: 'Answer in writing within the term and perform what is owed.',
    },
    level: 'supervised',
    next: ['interview'],
    toldToEnterprise: true,
  },
  inquiry: {
    label: { zh: '函询', en: 'Written inquiry' },
    routes: [
      route(acceptors, 'arrears', a232),
      route(unit, 'arrears', a232, { after: ['withUnit', 'smeDepartment'] }),
      route(['supervisor'], 'arrears', a21),
      route(['stateAssets'], 'arrears', a21, { targets: stateOwned }),
      route(['supervisor'], 'promise', policyAfter(goodFaith2023)),
      route(determiner, 'promise', law(goodFaith2023), { after: ['determiner'] }),
    ],
    targetBasis: a232,
    course: 'answer',
    answer: { value: 10, unit: 'workingDay' },
    request: {
      zh: '请就所询事项书面说明情况。',
      en: 'Explain in writing what is asked.',
    },
    next: ['interview'],
    toldToEnterprise: false,
  },
  interview: {
    label: { zh: '约谈', en: 'Interview' },
    routes: [
      route(acceptors, 'arrears', a232),
      route(unit, 'arrears', a253, { after: ['withUnit', 'supervisionRefused'] }),
      route(unit, 'arrears', a232, { after: ['withUnit', 'smeDepartment'] }),
      route(['supervisor'], 'arrears', a21),
      route(['stateAssets'], 'arrears', policyAfter(guangxiPlan2021), { targets: stateOwned }),
      route([...unit], 'promise', policyAfter(hubei2020), {
        after: ['withUnit', 'supervisionRefused'],
      }),
      route(acceptors, 'promise', policyAfter(hubei2020), { after: ['supervisionRefused'] }),
      route(['supervisor'], 'promise', policyAfter(hubei2020)),
    ],
    targetBasis: a232,
    course: 'interview',
    request: {
      zh: '请按通知的时间参加约谈，说明情况并提出整改措施。',
      en: 'Come to the interview, explain yourselves and say what will be done.',
    },
    level: 'interviewed',
    next: ['circular'],
    toldToEnterprise: true,
  },
  authorityInterview: {
    label: { zh: '约谈部门、地方政府主要负责人', en: 'Interview of the head of an authority' },
    routes: [
      route(['supervisor'], 'arrears', law(order802, '23(1)'), { after: ['worksBadly'] }),
      route(['supervisor'], 'promise', policyAfter(order802, '23(1)'), { after: ['worksBadly'] }),
    ],
    targetBasis: law(order802, '23(1)'),
    course: 'interview',
    of: 'authority',
    request: {
      zh: '请主要负责人按通知的时间参加约谈，说明政策落实和工作推进情况，并提出改进措施。',
      en: 'The head comes to the interview, explains how the work stands and says what will be done.',
    },
    next: [],
    toldToEnterprise: false,
  },
  circular: {
    label: { zh: '通报', en: 'Circular' },
    sanction: true,
    routes: [
      route(unit, 'arrears', a253, { after: ['withUnit', 'supervisionRefused'] }),
      route(unit, 'arrears', a232, { after: ['withUnit', 'smeDepartment', 'serious'] }),
      route(acceptors, 'arrears', a232, { after: ['serious'] }),
      route(['supervisor'], 'arrears', a21, { after: ['serious'] }),
      // The plan of Guangxi has interview and deduction; circulars are Article 21's.
      route(['stateAssets'], 'arrears', a21, { targets: stateOwned, after: ['interviewed'] }),
      route([...acceptors, 'supervisor'], 'promise', policyAfter(hubei2020), {
        after: ['refusedBefore'],
      }),
    ],
    targetBasis: a232,
    course: 'force',
    request: {
      zh: '现予通报，请立即依法履行义务，并书面报告。',
      en: 'This is circulated; perform what is owed at once and report in writing.',
    },
    level: 'circulated',
    next: ['rectificationOrder'],
    toldToEnterprise: true,
  },
  rectificationOrder: {
    label: { zh: '责令整改', en: 'Order to put it right' },
    routes: [
      route(unit, 'arrears', a253, { after: ['withUnit', 'supervisionRefused'] }),
      route(['supervisor'], 'arrears', law(order802, '31'), { targets: publicBodies }),
      // 由其上级机关、主管部门责令改正; a head's own proposal is approved by the supervising authority.
      route(['handlerHead'], 'arrears', law(order802, '31'), {
        targets: publicBodies,
        after: ['aboveRespondent'],
      }),
      route(['stateAssets'], 'arrears', law(order802, '33(2)'), {
        targets: stateOwned,
        after: ['auditBasis'],
      }),
      route(['supervisor'], 'promise', law(privateEconomy2025, '73')),
      route(determiner, 'promise', law(goodFaith2023), { after: ['determiner'] }),
    ],
    targetBasis: a253,
    course: 'answer',
    answer: { value: 30, unit: 'calendarDay' },
    request: {
      zh: '请在期限内整改到位，并报送证明材料。',
      en: 'Put it right within the term and prove it.',
    },
    next: ['auditReferral', 'disciplineReferral'],
    toldToEnterprise: true,
  },
} as const satisfies Partial<Record<MeasureName, MeasureType>>;
