import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import type { BusinessDate } from '../kernel/business-date.js';
import { equals } from './layout.js';

/** Before 1980 there is no date in a ZIP archive; the time zone must not push it there. */
const NO_TIME = new Date(1980, 0, 2);

const CORE = 'docProps/core.xml';
const FONTS = 'word/fontTable.xml';
const WORDPROCESSING = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/**
 * The same package without the moment at which it was made, with the document's own date instead,
 * and with the typefaces that stand in for those that a machine lacks.
 */
export async function repacked(packed: Buffer, on: BusinessDate): Promise<Buffer> {
  const target = new ZipFile();
  for (const [name, content] of await partsOf(packed)) {
    const bytes =
      name === CORE ? dated(content, on) : name === FONTS ? Buffer.from(fontTable()) : content;
    target.addBuffer(bytes, name, { mtime: NO_TIME, mode: 0o100644, forceDosTimestamp: true });
  }
  target.end();
  return buffer(target.outputStream);
}

async function partsOf(packed: Buffer): Promise<readonly (readonly [string, Buffer])[]> {
  const zip = await fromBufferPromise(packed);
  const parts: (readonly [string, Buffer])[] = [];
  for await (const entry of zip.eachEntry()) {
    // Folders are no parts of a package.
    if (entry.fileName.endsWith('/')) continue;
    parts.push([entry.fileName, await buffer(await zip.openReadStreamPromise(entry))]);
  }
  return parts;
}

function dated(core: Buffer, on: BusinessDate): Buffer {
  const moment = `${on}T00:00:00Z`;
  return Buffer.from(
    core
      .toString()
      .replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, (_, tag: string) => tag + moment),
  );
}

function fontTable(): string {
  const rows = Object.entries(equals).map(
    ([name, others]) =>
      `<w:font w:name="${name}"><w:altName w:val="${others}"/><w:charset w:val="86"/><w:pitch w:val="variable"/></w:font>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="${WORDPROCESSING}">${rows.join('')}</w:fonts>`;
}
