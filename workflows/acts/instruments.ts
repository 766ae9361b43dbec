import type { Label, LegalBasis } from '../../src/definition/index.js';

/** A legal text or public scheme that a rule of a workflow rests on or is modelled on. */
interface Instrument {
  readonly name: Label;
  readonly url?: string;
}

/** Regulations on Ensuring Payments to SMEs (保障中小企业款项支付条例), in force from 2025-06-01. */
export const order802: Instrument = {
  name: {
    zh: '《保障中小企业款项支付条例》（国务院令第802号）',
    en: 'Regulations on Ensuring Payments to Small and Medium Enterprises (State Council Order 802)',
  },
  url: 'https://www.gov.cn/zhengce/content/202503/content_7015401.htm',
};

/** The same Regulations in the version of 2020, in force from 2020-09-01. */
export const order728: Instrument = {
  name: {
    zh: '《保障中小企业款项支付条例》（国务院令第728号）',
    en: 'Regulations on Ensuring Payments to Small and Medium Enterprises (State Council Order 728)',
  },
};

/** Interim Measures for Handling Payment Complaints (保障中小企业款项支付投诉处理暂行办法). */
export const miit224: Instrument = {
  name: {
    zh: '《保障中小企业款项支付投诉处理暂行办法》（工信部企业〔2021〕224号）',
    en: 'Interim Measures for Handling Complaints on Payments to SMEs (MIIT 2021 No. 224)',
  },
};

/** Measures for joint handling of business-environment complaints, Hubei (湖北省营商环境问题投诉联动处理办法). */
export const hubei2020: Instrument = {
  name: {
    zh: '《湖北省营商环境问题投诉联动处理办法》（鄂政办发〔2020〕66号）',
    en: 'Hubei Measures for the Joint Handling of Business-Environment Complaints (2020 No. 66)',
  },
};

/** Guangxi's mechanism for requests of enterprises through 12345 (企业诉求 "接诉即办"). */
export const guangxi2023: Instrument = {
  name: {
    zh: '广西企业诉求处理机制（桂政办发〔2023〕52号）',
    en: 'Guangxi mechanism for handling requests of enterprises (2023 No. 52)',
  },
  url: 'http://www.gxzf.gov.cn/zfwj/zzqrmzfbgtwj_34828/2022ngzbwj_170614/t17067214.shtml',
};

/** Regulations on Letters and Visits (信访工作条例). */
export const petition2022: Instrument = {
  name: { zh: '《信访工作条例》', en: 'Regulations on Letters and Visits (2022)' },
};

/** Law on Promoting the Private Economy (民营经济促进法), in force from 2025-05-20. */
export const privateEconomy2025: Instrument = {
  name: {
    zh: '《中华人民共和国民营经济促进法》',
    en: 'Law on Promoting the Private Economy (2025)',
  },
};

/** Foreign-investment regulations of the Shenzhen special zone (深圳经济特区外商投资条例). */
export const shenzhen2022: Instrument = {
  name: {
    zh: '《深圳经济特区外商投资条例》',
    en: 'Shenzhen Special Economic Zone Regulations on Foreign Investment (2022)',
  },
};

/** Regulations on the business environment, Henan (河南省优化营商环境条例). */
export const henan2020: Instrument = {
  name: {
    zh: '《河南省优化营商环境条例》',
    en: 'Henan Regulations on Optimising the Business Environment (2020)',
  },
};

/** Implementing Regulations of the Foreign Investment Law (外商投资法实施条例). */
export const foreignInvestment2019: Instrument = {
  name: {
    zh: '《中华人民共和国外商投资法实施条例》',
    en: 'Implementing Regulations of the Foreign Investment Law (2019)',
  },
};

/** National mechanism for the honest performance of government (政府诚信履约机制). */
export const goodFaith2023: Instrument = {
  name: {
    zh: '《国家发展改革委关于完善政府诚信履约机制优化民营经济发展环境的通知》（发改财金〔2023〕1103号）',
    en: 'Notice on Improving the Mechanism for the Honest Performance of Government (NDRC 2023 No. 1103)',
  },
};

/** Ezhou's rules on complaints of enterprises, made under the Hubei Measures. */
export const ezhou2024: Instrument = {
  name: {
    zh: '鄂州市营商环境问题投诉处理规则',
    en: 'Ezhou rules for handling business-environment complaints',
  },
};

/** Notice on the national platform's complaints in Jiangsu, March 2022. */
export const jiangsu2022: Instrument = {
  name: {
    zh: '江苏省违约拖欠中小企业款项投诉平台公告（2022年3月）',
    en: 'Jiangsu notice on the platform for complaints of overdue payments to SMEs (March 2022)',
  },
};

/** The Civil Code (中华人民共和国民法典), in force from 2021-01-01. */
export const civilCode: Instrument = {
  name: { zh: '《中华人民共和国民法典》', en: 'Civil Code (2020)' },
};

/** Reply of the Supreme People's Court on pay-when-paid clauses (关于大型企业与中小企业约定以第三方支付款项为付款前提条款效力问题的批复). */
export const supremeCourt2024: Instrument = {
  name: {
    zh: '《最高人民法院关于大型企业与中小企业约定以第三方支付款项为付款前提条款效力问题的批复》（法释〔2024〕11号）',
    en: "Reply of the Supreme People's Court on pay-when-paid clauses between large enterprises and SMEs (2024 No. 11)",
  },
};

/** Interpretation on disputes over sales contracts (买卖合同解释), as amended in 2020. */
export const salesInterpretation2020: Instrument = {
  name: {
    zh: '《最高人民法院关于审理买卖合同纠纷案件适用法律问题的解释》',
    en: "Interpretation of the Supreme People's Court on Disputes over Sales Contracts (2020)",
  },
};

/** Interpretation (I) on disputes over construction contracts (建设工程施工合同解释（一）). */
export const worksInterpretation2020: Instrument = {
  name: {
    zh: '《最高人民法院关于审理建设工程施工合同纠纷案件适用法律问题的解释（一）》',
    en: "Interpretation (I) of the Supreme People's Court on Disputes over Construction Contracts (2020)",
  },
};

/** Provisions on limitation in civil cases (诉讼时效规定, 法释〔2008〕11号), as amended in 2020. */
export const limitationRules2020: Instrument = {
  name: {
    zh: '《最高人民法院关于审理民事案件适用诉讼时效制度若干问题的规定》',
    en: "Provisions of the Supreme People's Court on Limitation in Civil Cases (2020)",
  },
};

/** Administrative Reconsideration Law (中华人民共和国行政复议法), as revised in 2023. */
export const reconsiderationLaw2023: Instrument = {
  name: { zh: '《中华人民共和国行政复议法》', en: 'Administrative Reconsideration Law (2023)' },
};

/** Implementing Regulations of the Administrative Reconsideration Law (行政复议法实施条例). */
export const reconsiderationRegulations2007: Instrument = {
  name: {
    zh: '《中华人民共和国行政复议法实施条例》（国务院令第499号）',
    en: 'Implementing Regulations of the Administrative Reconsideration Law (State Council Order 499)',
  },
};

/** Interpretation of the Administrative Procedure Law (行政诉讼法司法解释, 法释〔2018〕1号). */
export const procedureInterpretation2018: Instrument = {
  name: {
    zh: '《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》（法释〔2018〕1号）',
    en: "Interpretation of the Supreme People's Court on the Administrative Procedure Law (2018 No. 1)",
  },
};

/** Administrative Procedure Law (中华人民共和国行政诉讼法), as amended in 2017. */
export const administrativeProcedure2017: Instrument = {
  name: { zh: '《中华人民共和国行政诉讼法》', en: 'Administrative Procedure Law (2017)' },
};

/** Provisions on trying cases about administrative agreements (行政协议规定, 法释〔2019〕17号). */
export const agreementRules2019: Instrument = {
  name: {
    zh: '《最高人民法院关于审理行政协议案件若干问题的规定》',
    en: "Provisions of the Supreme People's Court on Administrative Agreements (2019 No. 17)",
  },
};

/** A reference case that courts must search (人民法院案例库入库案例). */
export const referenceCase084: Instrument = {
  name: {
    zh: '人民法院案例库入库编号2023-08-2-084-007',
    en: "reference case 2023-08-2-084-007 of the People's Court Case Database",
  },
};

/** A judgment that does not apply the Regulations to an older contract at all. */
export const beijing7136: Instrument = {
  name: {
    zh: '北京市第三中级人民法院（2022）京03民终7136号',
    en: "Beijing Third Intermediate People's Court, (2022) Jing 03 Min Zhong 7136",
  },
};

/** Standards for the classification of SMEs (中小企业划型标准规定). */
export const smeStandards2011: Instrument = {
  name: {
    zh: '《中小企业划型标准规定》（工信部联企业〔2011〕300号）',
    en: 'Standards for the Classification of SMEs (MIIT 2011 No. 300)',
  },
};

/** Guangxi's plan of 2021 for the capability of market regulation (广西市场监管能力建设工作方案). */
export const guangxiPlan2021: Instrument = {
  name: {
    zh: '2021年广西市场监管能力建设工作方案第（九）部分',
    en: 'Guangxi plan of 2021 for the capability of market regulation, part (9)',
  },
};

/** Standards for the internal control of public bodies (行政事业单位内部控制规范). */
export const internalControl2012: Instrument = {
  name: {
    zh: '《行政事业单位内部控制规范（试行）》（财会〔2012〕21号）',
    en: 'Standards for the Internal Control of Public Bodies (MOF 2012 No. 21)',
  },
};

/** Measures for the Repair of Credit (信用修复管理办法, 国家发展改革委令第36号), in force from 2026-04-01. */
export const creditRepair2026: Instrument = {
  name: {
    zh: '《信用修复管理办法》（国家发展改革委令第36号）',
    en: 'Measures for the Repair of Credit (NDRC Order 36)',
  },
};

/** Opinions on the construction of the credit system, which ask for notice before a record (国办发〔2020〕49号). */
export const creditOpinions2020: Instrument = {
  name: {
    zh: '《国务院办公厅关于进一步完善失信约束制度构建诚信建设长效机制的指导意见》（国办发〔2020〕49号）',
    en: 'Opinions of the State Council Office on Restraints for Dishonesty (2020 No. 49)',
  },
};

/** Law on Administrative Penalties (行政处罚法), as a model of the term for a defence. */
export const penalties2021: Instrument = {
  name: { zh: '《中华人民共和国行政处罚法》', en: 'Law on Administrative Penalties (2021)' },
};

/** Audit Law (审计法). */
export const audit2021: Instrument = {
  name: { zh: '《中华人民共和国审计法》', en: 'Audit Law (2021)' },
};

/** A rule that the instrument itself sets. */
export function law(instrument: Instrument, article?: string): LegalBasis {
  return { instrument: instrument.name, ...rest(instrument, article), mark: 'law' };
}

/** A value that the platform chose where no rule in force sets one, after the model of another text. */
export function policyAfter(model: Instrument, article?: string): LegalBasis {
  return {
    instrument: {
      zh: `平台规则（参照${model.name.zh}）`,
      en: `platform policy, modelled on the ${model.name.en}`,
    },
    ...rest(model, article),
    mark: 'policy',
  };
}

/** A value that the platform chose without a model. */
export const policy: LegalBasis = {
  instrument: { zh: '平台规则', en: 'platform policy' },
  mark: 'policy',
};

function rest(instrument: Instrument, article?: string) {
  return {
    ...(article === undefined ? {} : { article }),
    ...(instrument.url === undefined ? {} : { url: instrument.url }),
  };
}
