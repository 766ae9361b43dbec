import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const here = new URL('./', import.meta.url);
const textOf = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`${name}.zh-CN.md`, here)), 'utf8');

/** A letter as counsel of its reader wants it: what stands in it, and what must not. */
interface Row {
  readonly because: string;
  readonly letters: readonly string[];
  readonly says?: readonly string[];
  readonly lacks?: readonly (string | RegExp)[];
}

/** What the text says and must not, or does not say and must. */
function faultsOf(text: string, { says = [], lacks = [] }: Pick<Row, 'says' | 'lacks'>) {
  const isIn = (words: string | RegExp) =>
    typeof words === 'string' ? text.includes(words) : words.test(text);
  return [
    ...says.filter((words) => !isIn(words)).map((words) => `lacks ${words}`),
    ...lacks.filter(isIn).map((words) => `says ${String(words)}`),
  ];
}

const receipts = ['promise/notices/receipt', 'promise/notices/accepted'];

/** By the reasons that an outside reader of the letters gave, with the article behind each. */
const rows: readonly Row[] = [
  {
    because:
      '行政协议规定 25: what was not performed of an agreement is sued about within limitation',
    letters: ['promise/notices/replied', 'promise/documents/result'],
    says: ['isAgreement', 'terms.limitation.term', 'terms.reconsideration.term', '第二十五条'],
  },
  {
    because: '行政复议法 20, 行政诉讼法 46: a complaint stops and extends no term',
    letters: [...receipts, 'promise/documents/acceptance'],
    says: ['投诉不停止、不延长', 'terms.reconsideration.term', 'terms.administrativeSuit.term'],
  },
  {
    because:
      '诉讼时效规定 12: a request to an authority interrupts limitation, and has to be proved',
    letters: [
      'arrears/notices/receipt',
      'arrears/notices/accepted',
      'arrears/documents/acceptance',
    ],
    says: ['诉讼时效自提出之日起中断', '第十二条', '保存'],
  },
  {
    because: 'whoever is told that due dates were set reads which',
    letters: ['arrears/notices/dueDateSet'],
    says: ['{{#each items}}', '{{dueOn}}'],
  },
  {
    because: '802 Art 3: a size is told in words, with what follows from it and how to object',
    letters: ['arrears/notices/sizeDecided', 'arrears/notices/sizeDecidedToAcceptor'],
    says: ['{{sizeLabel}}', '{{consequence}}'],
    lacks: ['medium', '{{size}}'],
  },
  {
    because: '人民调解法 33: an agreement is confirmed by a court within thirty days',
    letters: ['arrears/notices/mediationAgreed'],
    says: ['司法确认', '第三十三条', '诉讼时效自该日起重新计算'],
  },
  {
    because: 'the days of grace are data of their policy',
    letters: [
      'arrears/notices/planAgreed',
      'arrears/notices/planAgreedToRespondent',
      'arrears/notices/instalmentDue',
      'arrears/notices/planMissed',
    ],
    lacks: [/\d+个工作日/],
  },
  {
    because: '802 Art 17: the answer tells interest to the day and for each further day',
    letters: ['arrears/notices/fedBack', 'arrears/documents/result'],
    says: ['outstandingInterest', 'dailyInterest'],
    lacks: ['有新的事实或者理由的，可以提出异议'],
  },
  {
    because: '802 Art 25(2): extended where it is complex or for other special reasons',
    letters: ['arrears/notices/accepted', 'arrears/documents/acceptance'],
    says: ['情况复杂或者有其他特殊原因的'],
  },
  {
    because: '802 Art 20: whoever is complained of reads first that nobody may retaliate',
    letters: ['arrears/notices/feedbackAsked', 'measure/notices/issued'],
    says: ['打击报复'],
  },
  {
    because: 'a complaint about a city goes to a unit of the region, too',
    letters: ['promise/notices/accepted'],
    lacks: ['有关市的'],
  },
  {
    because:
      '1103, 民营经济促进法 70 and 73: an order says what was found, by what, and how to object',
    letters: ['promise/notices/rectificationToRespondent'],
    says: ['{{finding}}', '1103号', '第七十条', '申诉'],
  },
  {
    because: 'whoever is turned away reads basis and channels',
    letters: ['promise/notices/rejected', 'arrears/notices/rejected'],
    says: ['{{source}}', '{{#each channels}}', '诉讼时效'],
  },
  {
    because: 'a claim of money against a purchaser is no matter of reconsideration',
    letters: [
      'arrears/notices/closed',
      'arrears/notices/upheld',
      'arrears/notices/reopeningRefused',
      'arrears/documents/result',
      'arrears/documents/rejection',
    ],
    says: ['申请仲裁'],
    lacks: ['行政复议'],
  },
  {
    because: '行诉解释 1(2): measures within the administration are objected to within it',
    letters: [
      'measure/documents/rectificationOrder',
      'measure/documents/restriction',
      'measure/documents/dishonestyRecord',
    ],
    says: ['{{remedies}}'],
    lacks: ['行政复议'],
  },
  {
    because: 'a circular names what it is about: a promise, no answer, or grave arrears',
    letters: ['measure/documents/circular'],
    says: ['kind.isPromise', 'kind.isUncooperative', '情节严重'],
  },
  {
    because: 'no source gives a term for the objection to a deduction',
    letters: ['measure/documents/assessmentDeduction'],
    lacks: [/\d+个?工作日/],
  },
  {
    because: 'who is told that no retaliation was found reads where else to go',
    letters: ['retaliation/notices/dismissed'],
    says: ['上级机关', '纪检监察', '公安机关'],
  },
  {
    because: 'of a debt that is disputed as a whole nothing was paid',
    letters: ['arrears/notices/guided', 'arrears/notices/guidedToAcceptor'],
    says: ['{{#if whollyDisputed}}', '全部有分歧'],
  },
  {
    because: 'who is asked to confirm a payment reads where',
    letters: [
      'arrears/notices/paymentToConfirm',
      'arrears/notices/paymentReported',
      'arrears/notices/paymentNear',
    ],
    says: ['登录系统', '“确认到账”', '“对回款提出异议”'],
  },
  {
    because: 'a decision is a document, and its letter says so',
    letters: [
      ...['accepted', 'rejected', 'fedBack', 'terminated'].map((name) => `arrears/notices/${name}`),
      ...['accepted', 'rejected', 'replied', 'terminated'].map((name) => `promise/notices/${name}`),
      'acts/notices/extended',
    ],
    says: ['正式文书', '{{documentNumber}}'],
  },
];

describe('letters and documents as their readers need them', () => {
  it.each(rows)('$because', ({ letters, ...wanted }) => {
    for (const name of letters) {
      expect([name, ...faultsOf(textOf(name), wanted)]).toEqual([name]);
    }
  });

  it('are not what is found in others', () => {
    const text = '受理后10个工作日内答复';
    const faults = faultsOf(text, {
      says: ['依据', '答复'],
      lacks: [/\d+个?工作日/, '受理', '不'],
    });
    expect(faults).toEqual(['lacks 依据', 'says /\\d+个?工作日/', 'says 受理']);
  });
});
