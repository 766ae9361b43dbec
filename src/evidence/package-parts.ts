import type { FileFault } from './file-types.js';

const VBA = /(?:^|\/)vba(?:Project|Data)[^/]*\.(?:bin|xml)$|(?:^|\/)macrosheets\//i;

/** Where office programs keep objects of other programs (OLE), and controls that run. */
const OBJECTS = /(?:^|\/)(?:embeddings|activeX|oleObjects)\//i;

/** Data of other workbooks and programs (DDE), which a sheet would fetch. */
const LINKED_DATA = /(?:^|\/)externalLinks\//i;

/** Settings of printers are the one kind of binary part that a document needs. */
const PRINTER_SETTINGS = /(?:^|\/)printerSettings\/[^/]+\.bin$/i;

/**
 * What parts of a document may be, by the end of their name: markup, pictures, sound, films,
 * typefaces, and the seals of layout documents. A list of what runs would always lack something.
 */
const HARMLESS = new Set(
  `xml rels vml png jpg jpeg jfif gif bmp tif tiff emf wmf webp svg wdp jb2 ico
   mp3 mp4 m4a m4v wav wma wmv avi mov mpg mpeg
   fntdata odttf ttf ttc otf psmdcp sigs asn1 esl dat`.split(/\s+/),
);

/** What keeps a document with a part of this name from being taken; null: nothing. */
export function faultOfPart(name: string): FileFault | null {
  if (VBA.test(name)) return 'macros';
  if (name.endsWith('/')) return null;
  if (OBJECTS.test(name)) return 'object';
  if (LINKED_DATA.test(name)) return 'external';
  const extension = /\.([^./]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return HARMLESS.has(extension) || PRINTER_SETTINGS.test(name) ? null : 'foreignPart';
}

/** A part that says where a document leads. */
export const isRelations = (name: string): boolean => name.toLowerCase().endsWith('.rels');

/** No bracket stands inside of one, so that a part of nothing but beginnings is read once. */
const RELATIONSHIP = /<(?:[\w.-]+:)?Relationship\b[^<>]*>/g;
const EXTERNAL = /\bTargetMode\s*=\s*(?:"External"|'External')/i;
const HYPERLINK = /(?<![\w:.-])Type\s*=\s*["'][^"']*\/hyperlink["']/;
/** Ways of writing markup that would have to be understood before it can be read. */
const OBSCURE = /<!|&#|\0|\uFFFD/;

/**
 * Only links that a reader follows by choice may lead elsewhere. A template, an object, a picture
 * or a workbook from elsewhere is fetched when the document is opened.
 */
export function faultOfRelations(xml: string): FileFault | null {
  if (OBSCURE.test(xml)) return 'external';
  for (const [relationship] of xml.matchAll(RELATIONSHIP)) {
    if (EXTERNAL.test(relationship) && !HYPERLINK.test(relationship)) return 'external';
  }
  return null;
}
