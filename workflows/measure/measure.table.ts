import { respondentTypes } from '../acts/filing.js';
import {
  goodFaith2023,
  guangxiPlan2021,
  hubei2020,
  law,
  order802,
  policyAfter,
  privateEconomy2025,
} from '../acts/instruments.js';
import type { LegalBasis } from '../../src/definition/index.js';
import { publicBodies } from './measure.codes.js';
import type { MeasureName, MeasureType, ProposingRole, Route } from './measure.types.js';

const unit = ['handler', 'handlerHead'] as const;
const acceptors = ['acceptor', 'acceptorHead'] as const;
const all = respondentTypes;
const audited = [...publicBodies, 'stateOwnedEnterprise'] as const;

function route(
  by: readonly ProposingRole[],
  about: Route['about'][number],
  basis: LegalBasis,
  { targets = all, after = [] }: Partial<Pick<Route, 'targets' | 'after'>> = {},
): Route {
  return { by, about: [about], targets, after, basis };
}

const a253 = law(order802, '25(3)');
const a232 = law(order802, '23(2)');

/** Supervision is mandatory once feedback is missing: no head weighs whether it suits (第二十五条第三款). */
const ministerial = ['handler', 'handlerHead', 'acceptorHead', 'supervisor'] as const;

/**
 * The twelve measures (督办、函询、约谈、通报、责令整改、考核扣分、审计移送、失信认定、公示、限制、问责移送、信用修复)
 * as data: guards, form, interface and documentation come from here.
 */
export const measureTypes: Readonly<Record<MeasureName, MeasureType>> = {
  supervisionNotice: {
    label: { zh: '督办书', en: 'Supervision notice' },
    routes: [
      route(unit, 'arrears', a253, { after: ['withUnit'] }),
      route(['supervisor'], 'arrears', law(order802, '21')),
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
      route(['supervisor'], 'arrears', law(order802, '21')),
      route(['stateAssets'], 'arrears', law(order802, '21'), {
        targets: ['stateOwnedEnterprise'],
      }),
      route(['supervisor'], 'promise', policyAfter(goodFaith2023)),
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
      route(['supervisor'], 'arrears', law(order802, '23(1)'), { targets: publicBodies }),
      route(['stateAssets'], 'arrears', policyAfter(guangxiPlan2021), {
        targets: ['stateOwnedEnterprise'],
      }),
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
  circular: {
    label: { zh: '通报', en: 'Circular' },
    sanction: true,
    routes: [
      route(unit, 'arrears', a253, { after: ['withUnit', 'supervisionRefused'] }),
      route(acceptors, 'arrears', a232, { after: ['serious'] }),
      route(['supervisor'], 'arrears', law(order802, '21'), { after: ['serious'] }),
      route(['stateAssets'], 'arrears', policyAfter(guangxiPlan2021), {
        targets: ['stateOwnedEnterprise'],
        after: ['interviewed'],
      }),
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
      route(['stateAssets'], 'arrears', law(order802, '33'), {
        targets: ['stateOwnedEnterprise'],
      }),
      route(['supervisor'], 'promise', law(goodFaith2023)),
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
  assessmentDeduction: {
    label: { zh: '考核扣分', en: 'Deduction in the assessment' },
    sanction: true,
    routes: [
      route(['stateAssets'], 'arrears', policyAfter(guangxiPlan2021), {
        targets: ['stateOwnedEnterprise'],
        after: ['interviewed', 'serious'],
      }),
    ],
    targetBasis: policyAfter(guangxiPlan2021),
    course: 'force',
    request: {
      zh: '在企业负责人经营业绩考核中扣分。',
      en: 'Points are deducted in the assessment of the heads of the enterprise.',
    },
    next: [],
    toldToEnterprise: false,
  },
  auditReferral: {
    label: { zh: '审计移送', en: 'Referral to the audit office' },
    sanction: true,
    routes: [
      route([...unit], 'arrears', law(order802, '27'), {
        targets: audited,
        after: ['withUnit'],
      }),
      route([...acceptors, 'supervisor', 'stateAssets'], 'arrears', law(order802, '27'), {
        targets: audited,
      }),
    ],
    targetBasis: law(order802, '27'),
    course: 'audit',
    addressee: { zh: '审计机关', en: 'the audit office' },
    request: {
      zh: '移送审计机关依法进行审计监督。',
      en: 'The audit office looks into the payments by law.',
    },
    next: ['disciplineReferral'],
    toldToEnterprise: true,
  },
  dishonestyRecord: {
    label: { zh: '失信认定', en: 'Dishonesty record' },
    sanction: true,
    routes: [
      route([...acceptors, 'supervisor'], 'arrears', law(order802, '26'), {
        after: ['determined'],
      }),
      route(['supervisor'], 'promise', law(goodFaith2023), { after: ['determined', 'unkept'] }),
    ],
    targetBasis: law(order802, '26'),
    course: 'force',
    request: {
      zh: '失信信息记入信用记录，整改到位后可以申请信用修复。',
      en: 'This is entered in the credit record; it can be repaired after the correction.',
    },
    next: [],
    toldToEnterprise: true,
  },
  publication: {
    label: { zh: '失信公示', en: 'Publication' },
    sanction: true,
    routes: [
      route([...acceptors, 'creditOfficer'], 'arrears', law(order802, '26'), {
        after: ['recorded', 'serious'],
      }),
      route(['supervisor', 'creditOfficer'], 'promise', law(goodFaith2023), {
        after: ['recorded'],
      }),
    ],
    targetBasis: law(order802, '26'),
    issuedBy: ['creditOfficer'],
    course: 'publication',
    request: {
      zh: '失信信息依法公示，整改到位后可以申请信用修复。',
      en: 'The record is made public; it can be repaired after the correction.',
    },
    next: [],
    toldToEnterprise: true,
  },
  restriction: {
    label: { zh: '限制措施', en: 'Restriction' },
    sanction: true,
    routes: [
      route(['creditOfficer', 'acceptorHead'], 'arrears', law(order802, '26'), {
        after: ['published'],
      }),
      route(['creditOfficer', 'supervisor'], 'promise', law(goodFaith2023), {
        after: ['recorded'],
      }),
    ],
    targetBasis: law(order802, '26'),
    issuedBy: ['creditOfficer'],
    course: 'force',
    request: {
      zh: '有关部门依法采取限制措施，整改到位后解除。',
      en: 'The competent authorities apply restrictions until it is put right.',
    },
    next: [],
    toldToEnterprise: true,
  },
  disciplineReferral: {
    label: { zh: '问责移送', en: 'Referral for discipline' },
    sanction: true,
    routes: [
      route(['acceptorHead', 'handlerHead', 'supervisor'], 'arrears', law(order802, '31'), {
        targets: publicBodies,
        after: ['rectificationRefused'],
      }),
      route(['stateAssets', 'handlerHead', 'supervisor'], 'arrears', law(order802, '33'), {
        targets: ['stateOwnedEnterprise'],
        after: ['rectificationRefused'],
      }),
      route(['acceptorHead', 'supervisor'], 'arrears', law(order802, '35'), {
        after: ['retaliated'],
      }),
      route(['supervisor'], 'promise', law(privateEconomy2025, '73'), {
        after: ['rectificationRefused'],
      }),
    ],
    targetBasis: law(order802, '31'),
    course: 'force',
    addressee: { zh: '纪检监察机关', en: 'the discipline authority' },
    request: {
      zh: '移送有权机关依法追究责任人员的责任。',
      en: 'The competent authority looks into the liability of those responsible.',
    },
    next: [],
    toldToEnterprise: false,
  },
  creditRepair: {
    label: { zh: '信用修复', en: 'Credit repair' },
    sanction: true,
    routes: [
      route([...acceptors, 'supervisor'], 'arrears', law(privateEconomy2025, '54'), {
        after: ['recorded', 'corrected'],
      }),
      route(['supervisor'], 'promise', law(goodFaith2023), { after: ['recorded', 'corrected'] }),
    ],
    targetBasis: law(privateEconomy2025, '54'),
    issuedBy: ['creditOfficer'],
    course: 'repair',
    request: {
      zh: '终止公示和限制措施，修复信用记录。',
      en: 'Publication and restrictions end, and the record is repaired.',
    },
    next: [],
    toldToEnterprise: true,
  },
};
