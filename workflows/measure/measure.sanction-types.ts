import {
  creditRepair2026,
  goodFaith2023,
  guangxiPlan2021,
  law,
  order802,
  policyAfter,
  privateEconomy2025,
} from '../acts/instruments.js';
import { companies, publicBodies } from './measure.codes.js';
import { a26, acceptors, audited, determiner, route, stateOwned, unit } from './measure.routes.js';
import type { MeasureName, MeasureType } from './measure.types.js';

const discipline = { zh: '纪检监察机关', en: 'the discipline authority' } as const;

/** Measures that weigh by themselves, and what ends them (考核、移送、失信惩戒、信用修复). */
export const sanctionTypes = {
  assessmentDeduction: {
    label: { zh: '考核扣分', en: 'Deduction in the assessment' },
    sanction: true,
    heard: true,
    routes: [
      route(['stateAssets'], 'arrears', policyAfter(guangxiPlan2021), {
        targets: stateOwned,
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
      route([...unit], 'arrears', law(order802, '27'), { targets: audited, after: ['withUnit'] }),
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
  disclosureReferral: {
    label: { zh: '年度报告公示移送', en: 'Referral for a missing disclosure' },
    sanction: true,
    routes: [
      route([...unit], 'arrears', law(order802, '34'), {
        targets: companies,
        after: ['withUnit', 'undisclosed'],
      }),
      route([...acceptors, 'supervisor', 'stateAssets'], 'arrears', law(order802, '34'), {
        targets: companies,
        after: ['undisclosed'],
      }),
    ],
    targetBasis: law(order802, '34'),
    course: 'force',
    addressee: { zh: '市场监督管理部门', en: 'the market supervision department' },
    request: {
      zh: '移送市场监督管理部门依法处理。',
      en: 'The market supervision department deals with it by law.',
    },
    next: [],
    toldToEnterprise: false,
  },
  dishonestyRecord: {
    label: { zh: '失信记录', en: 'Dishonesty record' },
    sanction: true,
    heard: true,
    routes: [
      route([...acceptors, 'supervisor'], 'arrears', a26, { after: ['determined'] }),
      route(['supervisor'], 'promise', law(goodFaith2023), { after: ['determined', 'unkept'] }),
      route(determiner, 'promise', law(goodFaith2023), {
        after: ['determiner', 'determined', 'unkept'],
      }),
    ],
    targetBasis: a26,
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
    heard: true,
    routes: [
      route([...acceptors, 'creditOfficer'], 'arrears', a26, { after: ['recorded', 'serious'] }),
      route(['supervisor', 'creditOfficer'], 'promise', law(goodFaith2023), {
        after: ['recorded', 'serious'],
      }),
    ],
    targetBasis: a26,
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
    heard: true,
    routes: [
      route(['creditOfficer', 'acceptorHead'], 'arrears', a26, { after: ['published'] }),
      route(['creditOfficer', 'supervisor'], 'promise', law(goodFaith2023), {
        after: ['recorded'],
      }),
    ],
    targetBasis: a26,
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
      route(['acceptorHead', 'handlerHead', 'supervisor'], 'arrears', law(order802, '32'), {
        targets: publicBodies,
        after: ['budget'],
      }),
      route(['stateAssets', 'handlerHead', 'supervisor'], 'arrears', law(order802, '33(1)'), {
        targets: stateOwned,
        after: ['consequences'],
      }),
      route(['stateAssets', 'supervisor'], 'arrears', law(order802, '33(2)'), {
        targets: stateOwned,
        after: ['auditBasis', 'rectificationRefused'],
      }),
      route(['acceptorHead', 'supervisor'], 'arrears', law(order802, '35'), {
        after: ['retaliated'],
      }),
      route(['acceptorHead', 'supervisor'], 'arrears', law(order802, '35'), { after: ['abused'] }),
      route(['supervisor'], 'promise', law(privateEconomy2025, '73'), {
        after: ['consequences'],
      }),
      route(determiner, 'promise', law(privateEconomy2025, '73'), {
        after: ['determiner', 'consequences'],
      }),
    ],
    targetBasis: law(order802, '31'),
    course: 'force',
    addressee: discipline,
    // A private enterprise has no officials: its department punishes, the police prosecutes.
    addresseeOf: {
      largeEnterprise: {
        zh: '有权处理的主管部门、公安机关',
        en: 'the competent department, or the police',
      },
    },
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
      route([...acceptors, 'supervisor'], 'arrears', law(goodFaith2023), {
        targets: publicBodies,
        after: ['recorded', 'corrected'],
      }),
      route([...acceptors, 'supervisor'], 'arrears', law(creditRepair2026), {
        targets: companies,
        after: ['recorded', 'corrected', 'appliedFor', 'leastRun'],
      }),
      route(['supervisor'], 'promise', law(goodFaith2023), {
        targets: publicBodies,
        after: ['recorded', 'corrected'],
      }),
      route(determiner, 'promise', law(goodFaith2023), {
        targets: publicBodies,
        after: ['determiner', 'recorded', 'corrected'],
      }),
      route(['supervisor'], 'promise', law(creditRepair2026), {
        targets: companies,
        after: ['recorded', 'corrected', 'appliedFor', 'leastRun'],
      }),
    ],
    targetBasis: law(creditRepair2026),
    issuedBy: ['creditOfficer'],
    course: 'repair',
    request: {
      zh: '终止公示和限制措施，修复信用记录。',
      en: 'Publication and restrictions end, and the record is repaired.',
    },
    next: [],
    toldToEnterprise: true,
  },
} as const satisfies Partial<Record<MeasureName, MeasureType>>;
