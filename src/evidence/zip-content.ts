import { text } from 'node:stream/consumers';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { ContentTypes } from './content-types.js';
import type { ContentKind, FileFault } from './file-types.js';
import { faultOfPart, faultOfRelations, isRelations } from './package-parts.js';
import { WordFields } from './word-fields.js';

/** Parts of a package; a document of a thousand pages with as many pictures has fewer. */
const MOST_ENTRIES = 5_000;
/** In bytes, unpacked: of one part that is read, and of all of them. */
const LARGEST_PART = 1024 * 1024;
const MOST_READ = 8 * LARGEST_PART;
/** Of the parts that are only looked through for fields. */
const MOST_LOOKED_THROUGH = 64 * LARGEST_PART;

const main = (application: string) =>
  `application/vnd.openxmlformats-officedocument.${application}.main+xml`;

/** The type of the part that makes a package a document, a table or a presentation. */
const mainParts: readonly (readonly [string, ContentKind])[] = [
  [main('wordprocessingml.document'), 'docx'],
  [main('spreadsheetml.sheet'), 'xlsx'],
  [main('presentationml.presentation'), 'pptx'],
];

const MACRO_TYPES = /macroEnabled|vbaProject|macrosheet/i;

/** The root of a layout document (版式文档, GB/T 33190-2016) in the standard's namespace. */
const OFD_ROOT = /<(?:[\w.-]+:)?OFD\s[^<>]*"http:\/\/www\.ofdspec\.org(?:\/2016)?"/;

/**
 * What a ZIP archive is: a document, what keeps one from being taken, or null for any other archive
 * and for a package that is broken, encrypted or has a path in the name of a part.
 */
export async function zipContent(path: string): Promise<ContentKind | FileFault | null> {
  try {
    // It refuses a part whose name has a path that leads outside.
    const zip = await openPromise(path, { strictFileNames: true, autoClose: false });
    try {
      return await new Package(zip).kind();
    } finally {
      zip.close();
    }
  } catch {
    // Whatever yauzl stumbles over, it is no package that an office program wrote.
    return null;
  }
}

/** A package on its way through the check, each part once. */
class Package {
  private readonly entries = new Map<string, Entry>();
  private read = 0;
  private lookedThrough = 0;
  private contentTypes = '';
  private ofd = '';

  constructor(private readonly zip: ZipFile) {}

  async kind(): Promise<ContentKind | FileFault | null> {
    if (this.zip.entryCount > MOST_ENTRIES) return null;
    const faults: FileFault[] = [];
    for await (const entry of this.zip.eachEntry()) {
      const name = entry.fileName;
      if (entry.isEncrypted() || this.entries.has(name)) return null;
      this.entries.set(name, entry);
      const fault = faultOfPart(name) ?? (await this.look(entry));
      if (fault) faults.push(fault);
    }
    const kind = this.found();
    // An archive of programs is no document with a program in it.
    if (kind === null) return faults.includes('macros') ? 'macros' : null;
    const fault = faults[0] ?? (kind === 'docx' ? await this.faultOfFields() : null);
    return fault ?? kind;
  }

  private found(): ContentKind | 'macros' | null {
    if (MACRO_TYPES.test(this.contentTypes)) return 'macros';
    if (OFD_ROOT.test(this.ofd)) return 'ofd';
    return mainParts.find(([type]) => this.contentTypes.includes(`"${type}"`))?.[1] ?? null;
  }

  /** Reads the parts that say what the package is, and where it leads. */
  private async look(entry: Entry): Promise<FileFault | null> {
    const name = entry.fileName;
    if (name === '[Content_Types].xml') this.contentTypes = await this.contentOf(entry);
    if (name === 'OFD.xml') this.ofd = await this.contentOf(entry);
    return isRelations(name) ? faultOfRelations(await this.contentOf(entry)) : null;
  }

  /** Any part may be the text, or a header: a program finds it by its type, not by its name. */
  private async faultOfFields(): Promise<FileFault | null> {
    const types = new ContentTypes(this.contentTypes);
    for (const [name, entry] of this.entries) {
      if (types.isMarkup(name) && (await this.reachesOutside(entry))) return 'external';
    }
    return null;
  }

  /** The text of a document may be long, so it is never had as a whole. */
  private async reachesOutside(entry: Entry): Promise<boolean> {
    this.lookedThrough += entry.uncompressedSize;
    if (this.lookedThrough > MOST_LOOKED_THROUGH) throw new RangeError('too large to be read');
    const fields = new WordFields();
    const content = await this.zip.openReadStreamPromise(entry);
    for await (const part of content.setEncoding('utf8')) fields.read(String(part));
    fields.end();
    return fields.reachOutside;
  }

  private async contentOf(entry: Entry): Promise<string> {
    this.read += entry.uncompressedSize;
    if (entry.uncompressedSize > LARGEST_PART || this.read > MOST_READ) {
      throw new RangeError('too large to be read');
    }
    return text(await this.zip.openReadStreamPromise(entry));
  }
}
