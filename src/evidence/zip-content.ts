import { text } from 'node:stream/consumers';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import type { ContentKind } from './file-types.js';

/** Parts of a package; a document of a thousand pages with as many pictures has fewer. */
const MOST_ENTRIES = 20_000;
/** In bytes, unpacked. */
const LARGEST_CONTENT_TYPES = 1024 * 1024;

const main = (application: string) =>
  `application/vnd.openxmlformats-officedocument.${application}.main+xml`;

/** The type of the part that makes a package a document, a table or a presentation. */
const mainParts: readonly (readonly [string, ContentKind])[] = [
  [main('wordprocessingml.document'), 'docx'],
  [main('spreadsheetml.sheet'), 'xlsx'],
  [main('presentationml.presentation'), 'pptx'],
];

const MACRO_PARTS = /(?:^|\/)vba(?:Project|Data)[^/]*\.(?:bin|xml)$|(?:^|\/)macrosheets\//i;
const MACRO_TYPES = /macroEnabled|vbaProject|macrosheet/i;

/**
 * What a ZIP archive is: an office document, one with macros, or null for any other archive and
 * for a package that is broken, encrypted or has a path in the name of a part.
 */
export async function zipContent(path: string): Promise<ContentKind | 'macros' | null> {
  try {
    // It refuses a part whose name has a path that leads outside.
    const zip = await openPromise(path, { strictFileNames: true, autoClose: false });
    try {
      return await kindOf(zip);
    } finally {
      zip.close();
    }
  } catch {
    // Whatever yauzl stumbles over, it is no package that an office program wrote.
    return null;
  }
}

async function kindOf(zip: ZipFile): Promise<ContentKind | 'macros' | null> {
  if (zip.entryCount > MOST_ENTRIES) return null;
  const names = new Set<string>();
  let contentTypes = '';
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName;
    if (entry.isEncrypted() || names.has(name)) return null;
    names.add(name);
    if (name === '[Content_Types].xml') contentTypes = await contentOf(zip, entry);
  }
  if (MACRO_TYPES.test(contentTypes) || [...names].some((name) => MACRO_PARTS.test(name))) {
    return 'macros';
  }
  if (names.has('OFD.xml')) return 'ofd';
  return mainParts.find(([type]) => contentTypes.includes(`"${type}"`))?.[1] ?? null;
}

async function contentOf(zip: ZipFile, entry: Entry): Promise<string> {
  if (entry.uncompressedSize > LARGEST_CONTENT_TYPES) throw new Error('too large to be read');
  return text(await zip.openReadStreamPromise(entry));
}
