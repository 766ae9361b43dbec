import { crc32, deflateSync } from 'node:zlib';

/** The smallest PDF with a page. */
export const pdf = (words = ''): Buffer =>
  Buffer.from(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
% ${words}
trailer<</Root 1 0 R>>
%%EOF
`);

/** A picture of one grey point. */
export function png(): Buffer {
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.from([0, 128]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  return Buffer.concat([uint32be(data.length), body, uint32be(crc32(body))]);
}

function uint32be(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export const jpeg = (): Buffer =>
  Buffer.from(
    'ffd8ffe000104a46494600010100000100010000ffdb004300' + '08'.repeat(64) + 'ffd9',
    'hex',
  );

export const gif = (): Buffer => Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1');

export const webp = (): Buffer =>
  Buffer.from(
    'RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0/\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0',
    'latin1',
  );

export const tiff = (): Buffer =>
  Buffer.concat([Buffer.from('49492a0008000000', 'hex'), Buffer.alloc(64)]);

export const html = (): Buffer =>
  Buffer.from('<!doctype html><script>alert(document.cookie)</script>');

/** A ZIP archive of parts that are stored as they are. */
export function zip(parts: Readonly<Record<string, string>>, remark = ''): Buffer {
  const bodies: Buffer[] = [];
  const contents: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const [nameBytes, data] = [Buffer.from(name), Buffer.from(content)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 'latin1');
    entry.writeUInt16LE(20, 4);
    common.copy(entry, 6);
    entry.writeUInt32LE(offset, 42);
    bodies.push(Buffer.from('PK\x03\x04', 'latin1'), common, nameBytes, data);
    contents.push(entry, nameBytes);
    offset += 30 + nameBytes.length + data.length;
  }
  const directory = Buffer.concat(contents);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(Object.keys(parts).length, 8);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(Buffer.byteLength(remark), 20);
  return Buffer.concat([...bodies, directory, end, Buffer.from(remark)]);
}

const mainTypes = {
  docx: 'wordprocessingml.document.main',
  xlsx: 'spreadsheetml.sheet.main',
  pptx: 'presentationml.presentation.main',
} as const;

/** An office package as Office writes it, as far as it says what it is. */
export function office(
  kind: keyof typeof mainTypes,
  more: Readonly<Record<string, string>> = {},
): Buffer {
  const type = `application/vnd.openxmlformats-officedocument.${mainTypes[kind]}+xml`;
  return zip({
    '[Content_Types].xml': contentTypes(type),
    '_rels/.rels': '<Relationships/>',
    'content.xml': '<document/>',
    ...more,
  });
}

export const contentTypes = (type: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Types><Default Extension="xml" ContentType="application/xml"/><Override PartName="/content.xml" ContentType="${type}"/></Types>`;

const ofdRoot =
  '<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.0"/>';

export const ofd = (more: Readonly<Record<string, string>> = {}): Buffer =>
  zip({ 'OFD.xml': ofdRoot, 'Doc_0/Document.xml': '<a/>', ...more });

const SECTOR = 512;
const END_OF_CHAIN = 0xfffffffe;

/** A compound file (the container of Office before 2007) with folders and streams of some size. */
export function compound(
  streams: Readonly<Record<string, Buffer>>,
  folders: readonly string[] = [],
) {
  const entries: Buffer[] = [compoundEntry('Root Entry', 5, END_OF_CHAIN, 0)];
  const sectors: Buffer[] = [];
  const next: number[] = [];
  const add = (data: Buffer): number => {
    const first = sectors.length;
    const count = Math.ceil(data.length / SECTOR);
    for (let i = 0; i < count; i += 1) {
      const sector = Buffer.alloc(SECTOR);
      data.copy(sector, 0, i * SECTOR, (i + 1) * SECTOR);
      sectors.push(sector);
      next.push(i === count - 1 ? END_OF_CHAIN : first + i + 1);
    }
    return first;
  };
  for (const name of folders) entries.push(compoundEntry(name, 1, END_OF_CHAIN, 0));
  for (const [name, data] of Object.entries(streams)) {
    entries.push(compoundEntry(name, 2, add(data), data.length));
  }
  const directory = add(Buffer.concat(entries));
  const table = Buffer.alloc(SECTOR, 0xff);
  next.forEach((each, at) => table.writeUInt32LE(each, at * 4));
  const header = Buffer.alloc(SECTOR, 0);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(9, 0x1e);
  header.writeUInt32LE(1, 0x2c);
  header.writeUInt32LE(directory, 0x30);
  header.writeUInt32LE(END_OF_CHAIN, 0x44);
  header.fill(0xff, 0x4c);
  header.writeUInt32LE(sectors.length, 0x4c);
  return Buffer.concat([header, ...sectors, table]);
}

function compoundEntry(name: string, type: number, start: number, size: number): Buffer {
  const entry = Buffer.alloc(128);
  entry.write(name, 'utf16le');
  entry.writeUInt16LE((name.length + 1) * 2, 0x40);
  entry.writeUInt8(type, 0x42);
  entry.writeUInt32LE(start, 0x74);
  entry.writeUInt32LE(size, 0x78);
  return entry;
}

/** The stream of an old workbook, with sheets of these kinds: 0 a sheet, 1 a macro sheet. */
export function workbook(...sheets: readonly number[]): Buffer {
  const records = sheets.map((kind) =>
    record(0x0085, Buffer.from([0, 0, 0, 0, 0, kind, 1, 0, 65])),
  );
  const begin = record(0x0809, Buffer.alloc(16));
  const stream = Buffer.concat([begin, ...records, record(0x000a, Buffer.alloc(0))]);
  return Buffer.concat([stream, Buffer.alloc(4096)]);
}

function record(type: number, body: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(body.length, 2);
  return Buffer.concat([head, body]);
}

export const oldWord = (...folders: readonly string[]): Buffer =>
  compound({ WordDocument: Buffer.alloc(4096) }, folders);

/** A box that says what follows is of a brand: `heic`, `M4A `, `isom`, `qt  `, `3gp4`. */
export const boxed = (brand: string): Buffer =>
  Buffer.concat([
    uint32be(24),
    Buffer.from(`ftyp${brand}\0\0\0\0${brand}mp42`, 'latin1'),
    uint32be(8),
    Buffer.from('mdat', 'latin1'),
  ]);

export const mp3 = (): Buffer =>
  Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'), Buffer.from('fffb9044', 'hex')]);

export const wav = (): Buffer =>
  Buffer.from('RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0', 'latin1');

export const aac = (): Buffer => Buffer.concat([Buffer.from('fff15080', 'hex'), Buffer.alloc(64)]);

export const amr = (): Buffer => Buffer.from('#!AMR\n\x04\0\0', 'latin1');

/** A mail as a program saves it, with what is attached to it by name. */
export function mail(attached: Readonly<Record<string, Buffer | string>> = {}): Buffer {
  const parts = Object.entries(attached).map(([name, content]) =>
    [
      '--b',
      `Content-Type: application/octet-stream; name="${name}"`,
      `Content-Disposition: attachment; filename="${name}"`,
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(content).toString('base64'),
    ].join('\r\n'),
  );
  return Buffer.from(
    [
      'From: =?utf-8?B?6LSi5Yqh6YOo?= <finance@one.example>',
      'To: office@two.example',
      'Date: Mon, 14 Sep 2026 10:00:00 +0800',
      'Subject: =?utf-8?B?5a+56LSm5Ye9?=',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>附对账函。</p><script>alert(1)</script>',
      ...parts,
      '--b--',
      '',
    ].join('\r\n'),
  );
}

/** A digital invoice, as far as it says what it is. */
export const invoice = (more = '', before = '<?xml version="1.0" encoding="UTF-8"?>'): Buffer =>
  Buffer.from(
    `${before}\n<EInvoice><Header><EIid>26452000000012345678</EIid></Header><EInvoiceData><SellerInformation><SellerName>某公司</SellerName></SellerInformation>${more}</EInvoiceData></EInvoice>\n`,
  );

/** One file of each type that is taken, by the end of its name. */
export const takenFiles: Readonly<Record<string, () => Buffer>> = {
  pdf,
  jpg: jpeg,
  jpeg,
  png,
  gif,
  webp,
  tif: tiff,
  tiff,
  docx: () => office('docx'),
  xlsx: () => office('xlsx'),
  pptx: () => office('pptx'),
  doc: () => oldWord(),
  xls: () => compound({ Workbook: workbook(0) }),
  ofd: () => ofd(),
  wps: () => oldWord(),
  et: () => compound({ Workbook: workbook(0) }),
  heic: () => boxed('heic'),
  heif: () => boxed('mif1'),
  m4a: () => boxed('M4A '),
  mp4: () => boxed('isom'),
  mov: () => boxed('qt  '),
  '3gp': () => boxed('3gp4'),
  mp3,
  wav,
  aac,
  amr,
  eml: () => mail({ '对账函.pdf': pdf() }),
  xml: () => invoice(),
};
