/**
 * What the official document (公文) of a measure may name. Texts are Chinese, dates as people write
 * them (2026年9月1日); what a measure does not have is null or an empty list.
 */
export type MeasureDocumentVariables = {
  /** The measure by its name. */
  readonly typeLabel: string;
  readonly kind: { readonly isPromise: boolean; readonly isUncooperative: boolean };
  /** The body complained of, by its full name. */
  readonly respondent: string;
  /** The enterprises that complain, and the numbers of their complaints, in one order. */
  readonly enterprises: readonly string[];
  readonly caseNumbers: readonly string[];
  readonly facts: string;
  /** What is demanded, asked or decided. */
  readonly request: string;
  /** Instrument and article. */
  readonly basis: string;
  /** The last day for an answer. */
  readonly dueOn: string | null;
  readonly interview: {
    /** Day and time of day in China. */
    readonly at: string;
    readonly place: string | null;
    readonly videoLink: string | null;
    /** Position and name of each. */
    readonly persons: readonly string[];
  } | null;
  readonly deduction: { readonly points: string; readonly year: string } | null;
  readonly publication: {
    readonly from: string;
    readonly reviewOn: string;
    readonly until: string;
  } | null;
  /** By their names, for a document about restrictions. */
  readonly restrictions: readonly string[];
  /** Facts by the article that names them. */
  readonly violations: readonly string[];
  readonly consequences: string | null;
  /** Why it is grave, in words of the lists. */
  readonly seriousness: readonly string[];
  readonly severity: string | null;
  /** Who found the dishonesty, by which document, when and why. */
  readonly determination: {
    readonly authority: string;
    readonly documentNumber: string;
    readonly determinedOn: string;
    readonly ground: string;
  } | null;
  /** The prior notice and what came of it. */
  readonly hearing: {
    readonly notifiedOn: string;
    readonly number: string | null;
    /** What was said; null: nothing. */
    readonly defence: string | null;
    readonly considered: string | null;
  } | null;
  /** Authorities that take part. */
  readonly jointWith: readonly string[];
  /** The authority that works badly, and how. */
  readonly authority: { readonly name: string; readonly poorWork: readonly string[] } | null;
  readonly repair: {
    readonly confirmedOn: string;
    readonly confirmedBy: string | null;
    readonly summary: string;
    readonly appliedOn: string | null;
    readonly applicationNumber: string | null;
  } | null;
  /** Where the repair of credit is asked for. */
  readonly repairChannel: string;
  /** What may be done against the document. */
  readonly remedies: string;
};

export const documentExample: MeasureDocumentVariables = {
  respondent: '南宁市某产业园区管理委员会',
  enterprises: ['南宁示例科技有限公司'],
  caseNumbers: ['A-2026-450100-000001'],
  facts:
    '2024年3月15日签订的设备采购合同约定，验收合格之日起30日内付款。货物于2026年3月2日验收合格，至今尚欠1,000,000.00元。\n我单位于2026年9月14日要求你单位反馈情况，期限届满未收到反馈。',
  request: '请核实欠款，对无分歧的部分及时支付，对有分歧的部分说明理由并提供证据。',
  basis: '《保障中小企业款项支付条例》（国务院令第802号）第二十五条第三款',
  typeLabel: '督办书',
  kind: { isPromise: false, isUncooperative: true },
  dueOn: '2026年10月12日',
  interview: {
    at: '2026年10月15日上午9时30分',
    place: '南宁市工业和信息化局301会议室',
    videoLink: null,
    persons: ['主要负责人', '财务负责人'],
  },
  deduction: { points: '2', year: '2026' },
  publication: { from: '2026年11月2日', reviewOn: '2027年5月2日', until: '2027年11月2日' },
  restrictions: ['限制公务消费', '限制办公用房', '限制经费安排'],
  violations: ['未在规定的期限内支付中小企业货物、工程、服务款项（第三十一条第一项）'],
  consequences: '两家供应商因此停产。',
  seriousness: ['失信情形严重'],
  severity: '严重失信',
  determination: {
    authority: '广西壮族自治区工业和信息化厅',
    documentNumber: '桂工信失信〔2026〕1号',
    determinedOn: '2026年9月1日',
    ground: '拒不支付无分歧欠款',
  },
  hearing: {
    notifiedOn: '2026年9月7日',
    number: '桂工信告〔2026〕1号',
    defence: '欠款已列入资金计划。',
    considered: '列入计划不等于支付，不予采纳。',
  },
  jointWith: ['南宁市财政局'],
  authority: { name: '某市某局', poorWork: ['工作推进不力'] },
  repair: {
    confirmedOn: '2026年12月1日',
    confirmedBy: '广西壮族自治区工业和信息化厅',
    summary: '欠款及利息已全部付清。',
    appliedOn: '2026年12月2日',
    applicationNumber: null,
  },
  repairChannel: '“信用中国”网站',
  remedies: '你单位对本文书有异议的，可以书面向发出机关申诉，也可以向其上级机关申请复核。',
};
