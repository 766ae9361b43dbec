import type { Label } from './label.js';

/**
 * What the law calls a department by (法定职责身份), beside the kinds of case that its unit works on:
 * powers that go with the department, whatever it is called in its place.
 */
export const capacities = {
  /** 县级以上人民政府负责中小企业促进工作综合管理的部门 (Order 802, Articles 23(2), 24, 29). */
  smeDepartment: { zh: '中小企业主管部门', en: 'SME department' },
  /** 市场监督管理部门 (Order 802, Articles 18 and 34). */
  marketSupervision: { zh: '市场监督管理部门', en: 'market supervision department' },
} as const satisfies Readonly<Record<string, Label>>;

export type Capacity = keyof typeof capacities;
