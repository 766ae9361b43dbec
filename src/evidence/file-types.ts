import { DomainError } from '../kernel/domain-error.js';
import { extensionOf } from './file-name.js';

/** What the content of a file can be found to be. */
export type ContentKind =
  | 'pdf'
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'webp'
  | 'tiff'
  | 'docx'
  | 'xlsx'
  | 'pptx'
  | 'ofd'
  | 'doc'
  | 'xls';

/** What keeps a document from being taken, though it is one. */
export type FileFault = 'macros' | 'external' | 'object' | 'foreignPart';

/** How it is told, before the list of what is taken. */
const faults: Readonly<Record<FileFault, string>> = {
  macros: 'Documents with macros are not taken.',
  external:
    'Documents that fetch a template, an object or data from elsewhere, or start a program by a field, are not taken; save it as PDF, or break its links.',
  object: 'Documents with objects of other programs inside are not taken; save it as PDF.',
  foreignPart: 'Documents with programs or other files inside are not taken; save it as PDF.',
};

/** A type of file that may be handed in. */
export interface FileType {
  readonly mediaType: string;
  readonly content: ContentKind;
}

const ooxml = 'application/vnd.openxmlformats-officedocument';
const jpeg: FileType = { mediaType: 'image/jpeg', content: 'jpeg' };
const tiff: FileType = { mediaType: 'image/tiff', content: 'tiff' };

/**
 * What may be handed in, by the end of its name: documents and pictures that a reader opens
 * without running anything. Types that carry macros by their name (docm, xlsm) are left out.
 */
const fileTypes: ReadonlyMap<string, FileType> = new Map([
  ['pdf', { mediaType: 'application/pdf', content: 'pdf' }],
  ['jpg', jpeg],
  ['jpeg', jpeg],
  ['png', { mediaType: 'image/png', content: 'png' }],
  ['gif', { mediaType: 'image/gif', content: 'gif' }],
  ['webp', { mediaType: 'image/webp', content: 'webp' }],
  ['tif', tiff],
  ['tiff', tiff],
  ['docx', { mediaType: `${ooxml}.wordprocessingml.document`, content: 'docx' }],
  ['xlsx', { mediaType: `${ooxml}.spreadsheetml.sheet`, content: 'xlsx' }],
  ['pptx', { mediaType: `${ooxml}.presentationml.presentation`, content: 'pptx' }],
  ['doc', { mediaType: 'application/msword', content: 'doc' }],
  ['xls', { mediaType: 'application/vnd.ms-excel', content: 'xls' }],
  // 版式文档 OFD (GB/T 33190-2016), which offices must accept as they accept PDF.
  ['ofd', { mediaType: 'application/ofd', content: 'ofd' }],
  // WPS Office writes its own documents and tables in the formats of old Word and Excel.
  ['wps', { mediaType: 'application/wps-office.wps', content: 'doc' }],
  ['et', { mediaType: 'application/wps-office.et', content: 'xls' }],
]);

/** As what files are handed out. */
export const mediaTypes: readonly string[] = [
  ...new Set([...fileTypes.values()].map(({ mediaType }) => mediaType)),
];

/** @throws DomainError EVIDENCE_TYPE_NOT_ALLOWED for a name whose end is not on the list */
export function typeByName(name: string): FileType {
  const type = fileTypes.get(extensionOf(name));
  if (!type) throw typeNotAllowed('Files of this type are not taken.');
  return type;
}

export function isFault(found: ContentKind | FileFault | null): found is FileFault {
  return found !== null && found in faults;
}

export const faultNotAllowed = (fault: FileFault): DomainError => typeNotAllowed(faults[fault]);

/** @param message why, in a sentence */
export function typeNotAllowed(message: string): DomainError {
  const allowed = [...fileTypes.keys()];
  return new DomainError(
    'EVIDENCE_TYPE_NOT_ALLOWED',
    `${message} Send one of ${allowed.join(', ')}.`,
    { allowed },
  );
}
