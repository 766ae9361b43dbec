import 'reflect-metadata';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { measureDocuments } from '../../workflows/measure/measure.documents.js';
import { holdsUnwritable, unwritable } from '../../test/support/unwritable.js';
import { documentFile } from './document-file.js';
import { DocumentLibrary } from './document-library.js';
import { mm, page } from './layout.js';
import type { OfficialDocument } from './official-document.js';

const names = Object.keys(measureDocuments.examples);
const library = new DocumentLibrary();
const parts = new Map<string, string>();
let file: Buffer;

const of = (name: string, more: object = {}): OfficialDocument => ({
  ...library.write(`measure@1/${name}`, { ...measureDocuments.examples.inquiry, ...more }),
  documentNumber: '南工信督〔2026〕1号',
  issuer: '南宁市工业和信息化局',
  addressee: '南宁市某产业园区管理委员会',
  attachments: ['对账函', '验收单'],
  issuedOn: '2026-09-29',
  copyTo: ['自治区工业和信息化厅', '南宁市人民政府办公室'],
});

async function unpacked(packed: Buffer): Promise<Map<string, string>> {
  const zip = await fromBufferPromise(packed);
  const found = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    const content = await buffer(await zip.openReadStreamPromise(entry));
    found.set(entry.fileName, content.toString());
  }
  return found;
}

const part = (name: string): string => parts.get(name) ?? '';
/** The paragraphs as text, each with its properties before it. */
const paragraphsIn = (document = '') =>
  [...document.matchAll(/<w:p>(.*?)<\/w:p>/gs)].map(([, xml = '']) => ({
    xml,
    text: [...xml.replaceAll('<w:noBreakHyphen/>', '<w:t>-').matchAll(/<w:t(?: [^>]*)?>([^<]*)/g)]
      .map(([, text]) => text)
      .join(''),
  }));
const paragraphs = () => paragraphsIn(part('word/document.xml'));
const line = (text: string) => paragraphs().find((each) => each.text.includes(text))?.xml ?? '';

/** Every element that is opened is closed, in order. */
function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  for (const [, end, name, own] of xml.matchAll(/<(\/?)([\w:]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (end === '/') {
      if (open.pop() !== name) return false;
    } else if (own !== '/' && name !== undefined) open.push(name);
  }
  return open.length === 0;
}

beforeAll(async () => {
  expect(library.load('measure@1', measureDocuments)).toEqual([]);
  file = await documentFile(of('supervisionNotice'));
  for (const [name, content] of await unpacked(file)) parts.set(name, content);
});

describe('an official document', () => {
  it('is a whole package of well-formed parts', () => {
    expect([...parts.keys()]).toEqual(
      expect.arrayContaining(['[Content_Types].xml', '_rels/.rels', 'word/document.xml']),
    );
    for (const [name, xml] of parts) expect([name, isWellFormed(xml)]).toEqual([name, true]);
    expect(isWellFormed('<a><b></a></b>')).toBe(false);
  });

  it('has the field of GB/T 9704: A4, 37, 35, 28 and 26 mm, 22 lines', () => {
    const xml = part('word/document.xml');
    expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    const margins = /<w:pgMar [^>]*>/.exec(xml)?.[0];
    for (const each of ['top="2098"', 'bottom="1984"', 'left="1587"', 'right="1474"']) {
      expect(margins).toContain(each);
    }
    expect(xml).toMatch(/<w:docGrid w:type="lines" w:linePitch="579"/);
    expect(line('尚欠')).toMatch(/<w:spacing [^>]*w:line="579" w:lineRule="exact"/);
  });

  it('is written in the typefaces and sizes of its parts', () => {
    const expected: [string, string, number][] = [
      ['南工信督〔2026〕1号', '仿宋_GB2312', 32],
      ['关于督促反馈和办理企业投诉事项的督办书', '方正小标宋简体', 44],
      ['一、事实', '黑体', 32],
      ['尚欠', '仿宋_GB2312', 32],
      ['抄送：', '仿宋_GB2312', 28],
    ];
    for (const [text, face, size] of expected) {
      expect([text, line(text)]).toEqual([text, expect.stringContaining(`w:eastAsia="${face}"`)]);
      expect(line(text)).toContain(`<w:sz w:val="${size}"/>`);
    }
    expect(part('word/fontTable.xml')).toContain('<w:altName w:val="仿宋,FangSong,');
  });

  it('has 28 characters on a line, the last of which may be a sign (5.2.3)', () => {
    const [, closer] = /<w:spacing w:val="(-\d+)"\/>/.exec(line('尚欠')) ?? [];
    const character = 16 * 20 + Number(closer);
    const field = page.width - page.left - page.right;
    expect(28 * character).toBeLessThanOrEqual(field);
    expect(29 * character).toBeGreaterThan(field);
  });

  it('says everything in its order', () => {
    const text = paragraphs()
      .map((each) => each.text)
      .filter((each) => each !== '');
    expect(text.slice(0, 4)).toEqual([
      '南宁市工业和信息化局',
      '南工信督〔2026〕1号',
      '关于督促反馈和办理企业投诉事项的督办书',
      '南宁市某产业园区管理委员会：',
    ]);
    expect(text.slice(-6)).toEqual([
      '附件：1．对账函',
      '2．验收单',
      '南宁市工业和信息化局',
      '2026年9月29日',
      '抄送：自治区工业和信息化厅，南宁市人民政府办公室。',
      '南宁市工业和信息化局2026年9月29日印发',
    ]);
    expect(line('尚欠')).toContain('<w:ind w:firstLine="640"/>');
  });

  it('numbers its pages outside: — 1 —', () => {
    const footers = [...parts].filter(([name]) => /footer\d\.xml$/.test(name));
    expect(footers).toHaveLength(2);
    for (const [, xml] of footers) expect(xml).toMatch(/— .*PAGE.* —/s);
    expect(part('word/settings.xml')).toContain('evenAndOddHeaders');
  });

  it('has the same bytes when it is written again, and others when anything differs', async () => {
    const again = await documentFile(of('supervisionNotice'));
    const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    expect(hash(again)).toBe(hash(file));
    const other = await documentFile({ ...of('supervisionNotice'), issuedOn: '2026-09-30' });
    expect(hash(other)).not.toBe(hash(file));
  });

  it('takes a value for text, whatever it holds', async () => {
    const facts = '## 二、伪造\n<w:p>&"{{request}}\n- 一';
    const { body } = of('supervisionNotice', { facts });
    expect(body.filter(({ kind }) => kind === 'heading').map(({ text }) => text)).toEqual([
      '一、事实',
      '二、督办要求',
      '三、告知事项',
    ]);
    const xml = (await unpacked(await documentFile(of('supervisionNotice', { facts })))).get(
      'word/document.xml',
    );
    expect(xml).toContain('## 二、伪造');
    expect(xml).toContain('&lt;w:p&gt;&amp;');
    expect(isWellFormed(xml ?? '')).toBe(true);
  });
});

describe('the layout of GB/T 9704', () => {
  const xmlOf = async (more: Partial<OfficialDocument>): Promise<string> =>
    (await unpacked(await documentFile({ ...of('supervisionNotice'), ...more }))).get(
      'word/document.xml',
    ) ?? '';
  /** Of one paragraph, in twips and half points. */
  const measured = (xml: string) => {
    const read = (pattern: RegExp) => Number(pattern.exec(xml)?.[1]);
    const before = read(/w:before="(\d+)"/);
    return { before, line: read(/w:line="(\d+)"/), size: read(/<w:sz w:val="(\d+)"/) * 10 };
  };

  it.each(['某局', '南宁市工业和信息化局', '南宁市人民政府国有资产监督管理委员会办公室'])(
    'has the mark of %s 35 mm below the upper edge of the field (7.2.4)',
    async (issuer) => {
      const [mark] = paragraphsIn(await xmlOf({ issuer }));
      expect(mark?.text).toBe(issuer);
      expect(mark?.xml).toMatch(/w:lineRule="exact".*<w:jc w:val="center"/s);
      // Outside the grid: Writer would make the line higher and the mark lower.
      expect(mark?.xml).toContain('<w:pStyle w:val="OffGrid"/>');
      const { before, line, size } = measured(mark?.xml ?? '');
      // The baseline is a letter's size below the line's edge; letters reach 0.84 of it above.
      expect(line / size).toBeCloseTo(1.25, 2);
      expect(Math.abs(before + 0.16 * size - mm(35))).toBeLessThan(2);
      expect(size * [...issuer].length).toBeLessThan(page.width - page.left - page.right);
      expect(part('word/styles.xml')).toMatch(/w:styleId="OffGrid">.*<w:snapToGrid w:val="0"\/>/s);
    },
  );

  it('has the number two lines below the mark, in the middle (7.2.5)', () => {
    const number = line('南工信督〔2026〕1号');
    const { before, line: height } = measured(number);
    // As if the letters stood in a line of the text after two empty ones.
    expect(Math.abs(before - (579 - height) / 2 - 2 * 579)).toBeLessThan(2);
    expect(number).toContain('<w:jc w:val="center"/>');
  });

  it('has the red line 4 mm below the number (7.2.7)', () => {
    const number = line('南工信督〔2026〕1号');
    const [, space] =
      /<w:bottom w:val="single" w:color="C00000"[^>]*w:space="(\d+)"/.exec(number) ?? [];
    // Letters reach an eighth of their size below the baseline; the rest of their line is free.
    const { line: height, size } = measured(number);
    const free = height - size * 1.125;
    expect(Math.abs(Number(space) * 20 + free - mm(4))).toBeLessThan(mm(0.3));
  });

  it('has the imprint at the lower edge of the last page, never over text (7.4.1)', async () => {
    for (const copyTo of [[], ['南宁市财政局'], of('supervisionNotice').copyTo]) {
      const xml = await xmlOf({ copyTo });
      const place = /<w:tblpPr [^>]*>/.exec(xml)?.[0];
      expect(place).toContain('w:vertAnchor="margin"');
      expect(place).toContain('w:tblpYSpec="bottom"');
      expect(place).toContain(`w:horzAnchor="page"`);
      expect(place).toContain(`w:tblpX="${page.left}"`);
      expect(xml).toMatch(/<w:tblBorders><w:top [^>]*w:sz="8"/);
      // 0.35 mm first and last, 0.25 mm between: eighths of a point.
      expect(xml).toMatch(/<w:bottom [^>]*w:sz="8"[^>]*\/>.*<w:insideH [^>]*w:sz="6"/s);
    }
  });

  it('has the imprint on the page of the signature, and text above that', async () => {
    const xml = await xmlOf({ attachments: [], body: [{ kind: 'text', text: '特此督办。' }] });
    const [before = '', after = ''] = xml.split(/<w:tbl>.*<\/w:tbl>/s);
    const above = paragraphsIn(before);
    const last = above.findIndex((each) => each.text === '特此督办。');
    // The last line of the text, two empty ones, the issuer and the date.
    expect(above.slice(last)).toHaveLength(5);
    for (const each of above.slice(last)) expect(each.xml).toContain('<w:keepNext/>');
    // The place of the table is a paragraph that takes no room, and the last one.
    const [anchor, ...others] = paragraphsIn(after);
    expect([anchor?.text, others]).toEqual(['', []]);
    expect(anchor?.xml).toMatch(/w:before="0" w:line="20" w:lineRule="exact"/);
  });

  it('keeps a long last paragraph free to break, and a long list of copies, too', async () => {
    const long = '应当支付。'.repeat(40);
    const copyTo = Array.from({ length: 40 }, (_, index) => `南宁市第${index}工业和信息化局`);
    const xml = await xmlOf({ attachments: [], body: [{ kind: 'text', text: long }], copyTo });
    const found = paragraphsIn(xml).find((each) => each.text === long);
    expect(found?.xml).not.toContain('<w:keepNext/>');
    expect(xml).toContain('<w:tbl>');
    expect(xml).not.toMatch(/tblpPr|cantSplit(?! w:val="false")/);
  });

  it('keeps words of a text that the frame uses for its places', async () => {
    const text = 'QBODYQ QTITLEQ QISSUERQ $1 南工信督〔2026〕1号';
    const xml = await xmlOf({ body: [{ kind: 'text', text }] });
    expect(paragraphsIn(xml).filter((each) => each.text === text)).toHaveLength(1);
  });

  it('ends no line at a hyphen of a case number', async () => {
    const text = '投诉A-2026-450100-000001、办理P-2026-450100-000012和电话0771-5500000';
    const xml = await xmlOf({ body: [{ kind: 'text', text }] });
    const found = paragraphsIn(xml).find((each) => each.text === text)?.xml ?? '';
    expect(found.match(/<w:noBreakHyphen\/>/g)).toHaveLength(6);
    expect(found).toContain('0771-5500000');
    expect(found).not.toContain('2026-450100');
  });
});

describe('the documents of measures', () => {
  it('are written, too, where a measure has nothing of an interview or a day', () => {
    const bare = { dueOn: null, interview: null, deduction: null, publication: null, lifted: [] };
    for (const name of names) expect(of(name, bare).body.length).toBeGreaterThan(2);
  });

  it('are checked at boot', () => {
    const set = { ...measureDocuments, examples: { supervisionNotice: { facts: '' }, none: {} } };
    const problems = new DocumentLibrary().load('measure@1', set).join('\n');
    expect(problems).toContain('supervisionNotice.zh-CN.md names basis, which its example lacks');
    expect(problems).toContain('none.zh-CN.md');
  });
});

describe('a document about names that were stored before they were checked', () => {
  it('opens', async () => {
    const name = `某局${unwritable}`;
    const copies = { issuer: name, addressee: name, attachments: [name], copyTo: [name] };
    const packed = await documentFile({ ...of('supervisionNotice'), title: name, ...copies });
    const xml = [...(await unpacked(packed))].filter(([path]) => /\.(?:xml|rels)$/.test(path));
    expect(xml.length).toBeGreaterThan(5);
    for (const [path, content] of xml) {
      expect([path, holdsUnwritable(content), isWellFormed(content)]).toEqual([path, false, true]);
    }
    expect(xml.find(([path]) => path === 'word/document.xml')?.[1]).toContain('某局');
  });
});
