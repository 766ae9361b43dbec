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
  | 'xls'
  | 'heic'
  | 'mpeg4'
  | 'mp3'
  | 'wav'
  | 'aac'
  | 'amr'
  | 'eml'
  | 'xml';

/** What keeps a document from being taken, though it is one. */
export type FileFault = 'macros' | 'external' | 'object' | 'foreignPart' | 'attachment';

/** How it is told, before the list of what is taken. */
const faults: Readonly<Record<FileFault, string>> = {
  macros: 'Documents with macros are not taken.',
  external:
    'Documents that fetch a template, an object or data from elsewhere, or start a program by a field, are not taken; save it as PDF, or break its links.',
  object: 'Documents with objects of other programs inside are not taken; save it as PDF.',
  foreignPart: 'Documents with programs or other files inside are not taken; save it as PDF.',
  attachment:
    'Mails with an attachment that is not taken by itself are not taken; hand in what is attached, or save the mail as PDF.',
};

/** A type of file that may be handed in. */
export interface FileType {
  readonly mediaType: string;
  readonly content: ContentKind;
}

const ooxml = 'application/vnd.openxmlformats-officedocument';
const jpeg: FileType = { mediaType: 'image/jpeg', content: 'jpeg' };
const tiff: FileType = { mediaType: 'image/tiff', content: 'tiff' };
/** Sound and films lie in one container (ISO/IEC 14496-12), whose mark does not tell which. */
const mpeg4 = (mediaType: string): FileType => ({ mediaType, content: 'mpeg4' });

/**
 * What may be handed in, by the end of its name: documents, pictures, recordings and
 * mails that a reader opens without running anything. Types that carry macros by their name (docm, xlsm) are left out.
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
  // What telephones take: pictures, recordings of talks, films of a site.
  ['heic', { mediaType: 'image/heic', content: 'heic' }],
  ['heif', { mediaType: 'image/heif', content: 'heic' }],
  ['m4a', mpeg4('audio/mp4')],
  ['mp4', mpeg4('video/mp4')],
  ['mov', mpeg4('video/quicktime')],
  ['3gp', mpeg4('video/3gpp')],
  ['mp3', { mediaType: 'audio/mpeg', content: 'mp3' }],
  ['wav', { mediaType: 'audio/wav', content: 'wav' }],
  ['aac', { mediaType: 'audio/aac', content: 'aac' }],
  ['amr', { mediaType: 'audio/amr', content: 'amr' }],
  ['eml', { mediaType: 'message/rfc822', content: 'eml' }],
  // A digital invoice (全面数字化的电子发票) as the tax administration hands it out.
  ['xml', { mediaType: 'application/xml', content: 'xml' }],
]);

/** The ends of names that are taken, without the dot. */
export const extensions: readonly string[] = [...fileTypes.keys()];

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

/** Whether a file with this end of its name would be taken with this content, or without a name. */
export function isTakenAs(extension: string, content: ContentKind | FileFault | null): boolean {
  if (content === null || isFault(content)) return false;
  return extension === '' || fileTypes.get(extension)?.content === content;
}

export function isFault(found: ContentKind | FileFault | null): found is FileFault {
  return found !== null && found in faults;
}

export const faultNotAllowed = (fault: FileFault): DomainError => typeNotAllowed(faults[fault]);

/** @param message why, in a sentence */
export function typeNotAllowed(message: string): DomainError {
  return new DomainError(
    'EVIDENCE_TYPE_NOT_ALLOWED',
    `${message} Send one of ${extensions.join(', ')}.`,
    { allowed: extensions },
  );
}
