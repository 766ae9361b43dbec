import type { JsonObject } from '../kernel/json.js';
import type { CaseLedger } from './ledgers.js';
import { day, decimal, heading, money, textOf, type Row } from './sheet.js';

const list = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? (value as JsonObject[]) : [];

const per: Readonly<Record<string, string>> = { day: '每日 per day', year: '每年 per year' };

const words = (table: Readonly<Record<string, string>>, key: unknown): string =>
  typeof key === 'string' ? (table[key] ?? '') : '';

/** The interest sheet of a case (逾期利息计算表): the sums, each item by periods, each payment. */
export function interestSheet({ record, statement }: CaseLedger): readonly Row[] {
  const { filing, enterpriseName, number } = record;
  return [
    [heading('逾期利息计算表 Interest sheet')],
    ['案件编号 Case', number],
    ['投诉人 Enterprise', enterpriseName],
    ['被投诉人 Respondent', filing.respondent.name],
    ['计算至 To the day', day(statement['on'])],
    ['利率 Rate %', decimal(statement['rate']), words(per, statement['ratePer'])],
    ['年利率计息天数 Day basis', textOf(statement['dayBasis'])],
    [],
    ...sums.map(([label, field]): Row => [label, money(statement[field])]),
    [],
    [
      '序号 Item',
      '到期日 Due',
      '自 From',
      '至 To',
      '天数 Days',
      '本金 Principal',
      '利率 Rate %',
      '利息 Interest',
    ].map(heading),
    ...list(statement['items']).flatMap(periodRows),
    [],
    [
      '回款 Payment',
      '日期 Date',
      '金额 Amount',
      '状态 Status',
      '抵利息 To interest',
      '抵本金 To principal',
    ].map(heading),
    ...list(statement['payments']).map((payment): Row => [
      textOf(payment['no']),
      day(payment['on']),
      money(payment['amount']),
      words(statusText, payment['status']),
      money(payment['toInterest']),
      money(payment['toPrincipal']),
    ]),
    [],
    [heading('说明 Remarks')],
    ...list(statement['remarks']).map(({ zh, en, basis }): Row => {
      const mark = (basis as JsonObject)['mark'] === 'law' ? '法定 law' : '平台规则 policy';
      return [mark, textOf(zh), textOf(en)];
    }),
  ];
}

const sums = [
  ['主张本金 Claimed', 'claimed'],
  ['核实本金 Verified', 'verified'],
  ['无分歧 Undisputed', 'undisputed'],
  ['有分歧 Disputed', 'disputed'],
  ['已付 Paid', 'paid'],
  ['利息合计 Interest', 'interest'],
  ['尚欠本金 Outstanding principal', 'outstandingPrincipal'],
  ['尚欠利息 Outstanding interest', 'outstandingInterest'],
  ['尚欠合计 Outstanding', 'total'],
] as const;

const statusText: Readonly<Record<string, string>> = {
  pending: '待确认 not counted yet',
  counted: '已计入 counted',
  disputed: '企业有异议 disputed',
  reversed: '已冲正 taken back',
};

function periodRows(item: JsonObject): Row[] {
  const periods = list(item['periods']);
  const first = [textOf(item['item']), day(item['dueOn'])];
  if (periods.length === 0) return [[...first, null, null, 0, money(item['verified'])]];
  return periods.map((period) => [
    ...first,
    day(period['from']),
    day(period['to']),
    textOf(period['days']),
    money(period['principal']),
    decimal(period['rate']),
    money(period['interest']),
  ]);
}
