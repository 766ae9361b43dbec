import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as sample from '../../test/support/sample-files.js';
import { contentOf } from './file-content.js';
import { extensions, isTakenAs } from './file-types.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'qingnuo-content-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function found(content: Buffer) {
  const path = join(folder, 'file');
  writeFileSync(path, content);
  return contentOf(path);
}

const old = (stream: Buffer) => sample.compound({ Workbook: stream });

describe('the content of a file', () => {
  it.each<[string, Buffer]>([
    ['pdf', sample.pdf()],
    ['png', sample.png()],
    ['jpeg', sample.jpeg()],
    ['gif', sample.gif()],
    ['webp', sample.webp()],
    ['tiff', sample.tiff()],
    ['docx', sample.office('docx')],
    ['xlsx', sample.office('xlsx')],
    ['pptx', sample.office('pptx')],
    ['ofd', sample.ofd()],
    ['doc', sample.oldWord()],
    ['xls', old(sample.workbook(0, 0))],
    ['heic', sample.boxed('heic')],
    ['heic', sample.boxed('mif1')],
    ['mpeg4', sample.boxed('M4A ')],
    ['mpeg4', sample.boxed('isom')],
    ['mpeg4', sample.boxed('qt  ')],
    ['mpeg4', sample.boxed('3gp4')],
    ['mp3', sample.mp3()],
    ['wav', sample.wav()],
    ['aac', sample.aac()],
    ['amr', sample.amr()],
    ['eml', sample.mail()],
    ['xml', sample.invoice()],
  ])('is %s', async (kind, content) => {
    expect(await found(content)).toBe(kind);
  });

  it.each<[string, Buffer]>([
    ['a page', sample.html()],
    ['words', Buffer.from('plain words')],
    ['nothing', Buffer.alloc(0)],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
    ['the beginning of a ZIP archive', Buffer.from('PK\x03\x04', 'latin1')],
    ['any ZIP archive', sample.zip({ 'readme.txt': 'hello' })],
    ['an office package with a path in it', sample.office('docx', { '../../evil.sh': 'x' })],
    ['one with a path of its own root', sample.office('docx', { '/etc/evil': 'x' })],
    ['one with a path of Windows', sample.office('docx', { 'word\\..\\evil.exe': 'x' })],
    ['a picture that is an archive', Buffer.concat([sample.png(), sample.zip({ 'A.class': 'x' })])],
    [
      'a PDF that is an archive with some bytes behind it',
      Buffer.concat([sample.pdf(), sample.zip({ 'evil.exe': 'MZ' }), Buffer.alloc(40, 0x20)]),
    ],
    ['an archive that has only the name of a layout document', sample.zip({ 'OFD.xml': '<a/>' })],
    ['a PDF that is an archive', Buffer.concat([sample.pdf(), sample.zip({ a: 'x' }, 'remark')])],
    [
      'an old container of something else',
      sample.compound({ '!SummaryInformation': sample.pdf() }),
    ],
    ['an encrypted document', sample.compound({ EncryptedPackage: Buffer.alloc(5000) })],
    ['a workbook that does not end', old(Buffer.alloc(8192, 0x01))],
    ['an old container that is cut off', sample.oldWord().subarray(0, 1200)],
  ])('is none of those in %s', async (_what, content) => {
    expect(await found(content)).toBeNull();
  });

  it.each<[string, Buffer]>([
    ['a docx', sample.office('docx', { 'word/vbaProject.bin': 'x' })],
    ['an xlsx', sample.office('xlsx', { 'xl/macrosheets/sheet1.xml': '<a/>' })],
    [
      'a docm that is called docx',
      sample.zip({
        '[Content_Types].xml': sample.contentTypes(
          'application/vnd.ms-word.document.macroEnabled.main+xml',
        ),
      }),
    ],
    ['an old Word document', sample.oldWord('Macros')],
    ['an old workbook', sample.compound({ Workbook: sample.workbook(0) }, ['_VBA_PROJECT_CUR'])],
    ['an old workbook with a macro sheet', old(sample.workbook(0, 1))],
  ])('has macros in %s', async (_what, content) => {
    expect(await found(content)).toBe('macros');
  });

  const relations = (...links: readonly string[]) =>
    `<?xml version="1.0"?><Relationships>${links.join('')}</Relationships>`;
  const leading = (type: string, mode = 'TargetMode="External"') =>
    `<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="https://x.example/a" ${mode}/>`;
  const settings = 'word/_rels/settings.xml.rels';

  it.each<[string, Buffer]>([
    ['a template', sample.office('docx', { [settings]: relations(leading('attachedTemplate')) })],
    [
      'a template in other quotes',
      sample.office('docx', {
        [settings]: relations(leading('attachedTemplate', "TargetMode = 'External'")),
      }),
    ],
    [
      'a template behind a prefix',
      sample.office('docx', {
        [settings]: relations(leading('attachedTemplate').replace('<', '<r:')),
      }),
    ],
    [
      'a mode that is written in numbers',
      sample.office('docx', {
        [settings]: relations(leading('attachedTemplate', 'TargetMode="&#69;xternal"')),
      }),
    ],
    [
      'a template that calls itself a link in another namespace',
      sample.office('docx', {
        [settings]: relations(
          leading('attachedTemplate').replace('Id=', 'x:Type="a/hyperlink" Id='),
        ),
      }),
    ],
    [
      'a picture among links',
      sample.office('pptx', {
        'ppt/slides/_rels/slide1.xml.rels': relations(leading('hyperlink'), leading('image')),
      }),
    ],
    [
      'a workbook',
      sample.office('xlsx', {
        'xl/externalLinks/_rels/externalLink1.xml.rels': relations(leading('externalLinkPath')),
      }),
    ],
  ])('leads elsewhere by %s', async (_what, content) => {
    expect(await found(content)).toBe('external');
  });

  const run = (piece: string) =>
    `<w:r><w:instrText xml:space="preserve">${piece}</w:instrText></w:r>`;
  const border = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  const field = (...pieces: readonly string[]) =>
    border('begin') + pieces.map(run).join('') + border('separate') + border('end');
  const word = (xml: string, name = 'document') =>
    sample.office('docx', { [`word/${name}.xml`]: `<w:document><w:p>${xml}</w:p></w:document>` });

  it.each<[string, Buffer]>([
    ['in one run', word(field(' DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc" '))],
    ['in pieces', word(field('D', 'DE', 'AUTO c:\\\\cmd.exe'))],
    ['in a footer', word(field('dde c:\\\\cmd.exe'), 'footer1')],
    ['of its own', word('<w:fldSimple w:instr=" DDE c:\\\\cmd.exe "/>')],
    ['that is spelt in numbers', word(field('&#68;DE cmd'))],
    ['that a quotation spells', word(border('begin') + field('QUOTE 68 68 69') + border('end'))],
    ['behind a mark', word(field('<![CDATA[DDE cmd]]>'))],
    ['that fetches a text', word(field('INCLUDETEXT "https://x.example/a.docx"'))],
    [
      'in a part of another name',
      sample.office('docx', {
        'a/text.dat': `<w:document><w:p>${field('DDE cmd')}</w:p></w:document>`,
        '[Content_Types].xml': sample
          .contentTypes(
            'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
          )
          .replace('/content.xml', '/A/Text.dat'),
      }),
    ],
    ['far behind the beginning', word('<w:t>字</w:t>'.repeat(60_000) + field('DDE cmd'))],
    ['of a sheet', sample.office('xlsx', { 'xl/externalLinks/externalLink1.xml': '<ddeLink/>' })],
  ])('reaches outside by a field %s', async (_what, content) => {
    expect(await found(content)).toBe('external');
  });

  it('may have the fields that letters and contracts have', async () => {
    const fields = [
      'PAGE',
      'NUMPAGES',
      'TOC \\o "1-3"',
      'HYPERLINK "https://x.example/link"',
      'DATE',
    ];
    const text = '<w:t>DDE and INCLUDETEXT are words &#33;</w:t>';
    const content = word(fields.map((each) => field(` ${each} `)).join('') + text);
    expect(await found(content)).toBe('docx');
  });

  it('may have links that its reader follows, and relations inside', async () => {
    const links = relations(leading('hyperlink'), leading('image', ''));
    const content = sample.office('docx', { 'word/_rels/document.xml.rels': links });
    expect(await found(content)).toBe('docx');
  });

  it.each<[string, string, Buffer]>([
    ['object', 'an embedded program', sample.office('docx', { 'word/embeddings/evil.exe': 'MZ' })],
    ['object', 'an object', sample.office('docx', { 'word/embeddings/oleObject1.bin': 'x' })],
    ['object', 'a control', sample.office('xlsx', { 'xl/activeX/activeX1.bin': 'x' })],
    [
      'foreignPart',
      'classes',
      sample.office('docx', { 'A.class': 'x', 'META-INF/MANIFEST.MF': '' }),
    ],
    ['foreignPart', 'a script', sample.office('pptx', { 'ppt/media/a.js': 'x' })],
    ['foreignPart', 'a part without an end', sample.office('docx', { 'word/program': 'x' })],
    ['foreignPart', 'a program', sample.ofd({ 'Doc_0/Attachs/evil.exe': 'MZ' })],
    ['object', 'an object of old Word', sample.oldWord('ObjectPool', '_1234567890')],
    [
      'object',
      'an object of old Excel',
      sample.compound({ Workbook: sample.workbook(0) }, ['MBD0018A3F2']),
    ],
    [
      'object',
      'a packed program',
      sample.compound({ WordDocument: Buffer.alloc(4096), '\x01Ole10Native': Buffer.alloc(600) }),
    ],
  ])('is refused (%s) for %s', async (fault, _what, content) => {
    expect(await found(content)).toBe(fault);
  });

  it('may have pictures, films and the settings of a printer', async () => {
    const parts = {
      'xl/printerSettings/printerSettings1.bin': 'x',
      'xl/media/image1.PNG': 'x',
      'xl/media/film.mp4': 'x',
      'docProps/thumbnail.emf': 'x',
      'xl/worksheets/': '',
    };
    expect(await found(sample.office('xlsx', parts))).toBe('xlsx');
    expect(await found(sample.oldWord('ObjectPool'))).toBe('doc');
    expect(await found(sample.ofd({ 'Doc_0/Signs/Sign_0/Seal.esl': 'x' }))).toBe('ofd');
  });

  it.each<[string, Buffer]>([
    ['a picture and an invoice', sample.mail({ 'a.png': sample.png(), 'b.xml': sample.invoice() })],
    ['a note and a calendar', sample.mail({ 'a.txt': '<script>', 'b.ics': 'BEGIN:VCALENDAR' })],
    ['a mail with a picture', sample.mail({ 'a.eml': sample.mail({ 'a.png': sample.png() }) })],
    ['a byte order mark', sample.invoice('', '\uFEFF<?xml version="1.0"?>')],
    ['GBK', sample.invoice('', '<?xml version="1.0" encoding="GBK"?>')],
    ['no declaration', sample.invoice('', '')],
  ])('may be a mail or an invoice with %s', async (_what, content) => {
    expect(['eml', 'xml']).toContain(await found(content));
    expect(readdirSync(folder)).toEqual(['file']);
  });

  const forwarded = (times: number): Buffer =>
    times === 0 ? sample.mail() : sample.mail({ 'a.eml': forwarded(times - 1) });

  it.each<[string, Buffer]>([
    ['a program', sample.mail({ 'a.exe': 'MZ' })],
    ['a program that is called a picture', sample.mail({ 'a.png': 'MZ' })],
    ['a picture that is called a document', sample.mail({ 'a.docx': sample.png() })],
    ['a page', sample.mail({ 'a.html': sample.html() })],
    ['an archive', sample.mail({ 'a.zip': sample.zip({ 'a.exe': 'MZ' }) })],
    ['a document with macros', sample.mail({ 'a.doc': sample.oldWord('Macros') })],
    ['a mail with a program', sample.mail({ 'a.eml': sample.mail({ 'a.exe': 'MZ' }) })],
    ['mails without end', forwarded(3)],
  ])('is a mail that is not taken with %s', async (_what, content) => {
    expect(await found(content)).toBe('attachment');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it.each<[string, Buffer]>([
    ['a text with a colon', Buffer.from('Note: this is no mail.\n\nwords')],
    [
      'a mail of nobody',
      Buffer.from('Subject: x\r\nDate: Mon, 14 Sep 2026 10:00:00 +0800\r\n\r\nx'),
    ],
    ['another XML', Buffer.from('<?xml version="1.0"?><invoice/>')],
    ['the root alone', Buffer.from('<EInvoice></EInvoice>')],
    ['two roots', Buffer.concat([sample.invoice(), Buffer.from('<a/>')])],
    ['a page around it', Buffer.concat([Buffer.from('<html>'), sample.invoice('', '')])],
    [
      'a declaration of entities',
      sample.invoice('', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'),
    ],
    [
      'a style sheet',
      sample.invoice('', '<?xml-stylesheet type="text/xsl" href="https://x.example/a"?>'),
    ],
    [
      'one behind the declaration',
      sample.invoice('', '<?xml version="1.0"?><?xml-stylesheet href="a"?>'),
    ],
    ['a script', sample.invoice('<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>')],
    [
      'a drawing',
      sample.invoice('<s:svg xmlns:s="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    ],
    ['a quotation', sample.invoice('<![CDATA[<script>]]>')],
    ['an encoding that hides markup', sample.invoice('', '<?xml version="1.0" encoding="UTF-7"?>')],
    ['UTF-16', Buffer.from(sample.invoice().toString('utf8'), 'utf16le')],
    [
      'a film that is an archive',
      Buffer.concat([sample.boxed('isom'), sample.zip({ 'A.class': 'x' })]),
    ],
    ['another picture in boxes', sample.boxed('avif')],
  ])('is no mail, invoice or recording in %s', async (_what, content) => {
    expect(await found(content)).toBeNull();
  });

  it('is one of each that is taken, and none of the others', async () => {
    expect(Object.keys(sample.takenFiles).toSorted()).toEqual(extensions.toSorted());
    for (const [extension, content] of Object.entries(sample.takenFiles)) {
      const kind = await found(content());
      const fits = extensions.filter((each) => isTakenAs(each, kind));
      expect([extension, fits.includes(extension)]).toEqual([extension, true]);
      expect(fits).not.toEqual(extensions);
    }
  });

  it('does not take a circle of sectors for an endless file', async () => {
    const circle = sample.oldWord();
    // The last sector is the table; each sector of the directory follows itself.
    const table = circle.length - 512;
    for (let at = 0; at < 512; at += 4) circle.writeUInt32LE(8, table + at);
    circle.writeUInt32LE(8, 0x30);
    expect(await found(circle)).toBe('doc');
  });
});
