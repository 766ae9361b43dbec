import type { Paragraph, Table } from 'docx';
import { zipSync, type ZippableFile } from 'fflate';
import xml, { type XmlObject } from 'xml';
import { mapTexts } from '../kernel/json.js';
import { withoutUnwritable } from '../kernel/plain-text.js';
import { documentFrame, NUMBER_PLACE, places } from './document-frame.js';
import type { OfficialDocument } from './official-document.js';
import { paragraphsOf } from './paragraphs.js';

/** Before 1980 there is no date in a ZIP archive; the time zone must not push it there. */
const NO_TIME = new Date(1980, 0, 2);

const CORE = 'docProps/core.xml';
const DOCUMENT = 'word/document.xml';

/** A document that lacks nothing but its number. */
export interface Draft {
  /** The file, once it has its number. */
  numbered(documentNumber: string): Buffer;
}

/**
 * The document as a Word file (DOCX), laid out after GB/T 9704—2012. The same document has the
 * same bytes, whenever and wherever it is written.
 */
export async function documentFile(given: OfficialDocument): Promise<Buffer> {
  const draft = await documentDraft(given);
  return draft.numbered(given.documentNumber);
}

/** All of it that can be written before somebody else has to wait for the next number. */
export async function documentDraft(
  given: Omit<OfficialDocument, 'documentNumber'>,
): Promise<Draft> {
  // Names that were stored before such characters were refused: Word opens no file with them.
  const document = mapTexts({ ...given, documentNumber: NUMBER_PLACE }, withoutUnwritable);
  const frame = await documentFrame();
  const parts = new Map([...frame].map(([path, part]) => [path, filled(path, part, document)]));
  return {
    numbered: (documentNumber) => {
      const number = xml(withoutUnwritable(documentNumber));
      const text = (parts.get(DOCUMENT) ?? '').replaceAll(NUMBER_PLACE, () => number);
      return zipped(new Map([...parts, [DOCUMENT, text]]));
    },
  };
}

function filled(path: string, part: string, document: OfficialDocument): string {
  return path === CORE ? core(part, document) : path === DOCUMENT ? body(part, document) : part;
}

/** In one go: others wait for the next number meanwhile, and small parts are not worth the time. */
function zipped(parts: ReadonlyMap<string, string>): Buffer {
  const files = [...parts].map(([path, part]): [string, ZippableFile] => {
    const content = Buffer.from(part);
    return [path, [content, { level: content.length > SMALL ? 6 : 0, mtime: NO_TIME }]];
  });
  return Buffer.from(zipSync(Object.fromEntries(files)));
}

const SMALL = 1_500;

/** Its properties, dated by its own day and not by the moment of writing. */
function core(frame: string, { title, issuer, issuedOn }: OfficialDocument): string {
  const texts: Readonly<Record<string, string>> = {
    [places.title]: xml(title),
    [places.issuer]: xml(issuer),
  };
  return frame
    .replaceAll(new RegExp(`${places.title}|${places.issuer}`, 'g'), (place) => texts[place] ?? '')
    .replaceAll(
      /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g,
      (_, tag: string) => `${tag}${issuedOn}T00:00:00Z`,
    );
}

/** The paragraphs in the place of the one that the frame has. */
function body(frame: string, document: OfficialDocument): string {
  const [before = '', after = ''] = frame.split(PLACE);
  return before + paragraphsOf(document).map(written).join('') + after;
}

const PLACE = new RegExp(`<w:p>(?:(?!</w:p>).)*${places.body}(?:(?!</w:p>).)*</w:p>`, 's');

/** None of ours refers to another part of the file, which is what the rest of a context is for. */
const written = (part: Paragraph | Table): string =>
  xml(part.prepForXml({ stack: [] } as never) as XmlObject);
