import type { FileHandle } from 'node:fs/promises';
import { CompoundFile, type CompoundEntry } from './compound-file.js';
import type { ContentKind, FileFault } from './file-types.js';

/** Folders and streams that hold Visual Basic, in Word and in Excel. */
const MACROS = /^(?:Macros|VBA|_VBA_PROJECT|_VBA_PROJECT_CUR)$/i;

/**
 * Folders and streams of objects that other programs made: Word's pool, Excel's, and packages,
 * whose name begins with a control character.
 */
const OBJECTS = /^(?:_\d{6,}|MBD[0-9A-F]{8}|.Ole10Native)$/i;

/** The records of an old workbook that are looked at (MS-XLS 2.3). */
const SHEET = 0x0085;
const ENCRYPTED = 0x002f;
const END = 0x000a;
/** The second lowest byte of a sheet's record: an Excel 4.0 macro sheet. */
const MACRO_SHEET = 1;
/** In bytes, read at a time. */
const WINDOW = 256 * 1024;
/** In bytes: the type and length of a record, and as much of a sheet's as says what it is. */
const RECORD = 4;
const SHEET_KIND = 5;
/** In bytes; smaller streams share sectors, and no program writes a workbook as small as that. */
const SMALL_STREAM = 4096;

/**
 * What a compound file is: a Word document, an Excel workbook, one of them with macros or with objects
 * of other programs, or null
 * for anything else in that container (installers, mails, encrypted documents).
 */
export async function compoundContent(file: FileHandle): Promise<ContentKind | FileFault | null> {
  try {
    const { file: compound, entries } = await CompoundFile.open(file);
    if (entries.some(({ name }) => MACROS.test(name))) return 'macros';
    const holdsObjects = entries.some(({ name }) => OBJECTS.test(name));
    const streams = entries.filter(({ isStream }) => isStream);
    if (streams.some(({ name }) => name === 'WordDocument')) return holdsObjects ? 'object' : 'doc';
    const workbook = streams.find(({ name }) => name === 'Workbook' || name === 'Book');
    if (!workbook || workbook.size < SMALL_STREAM) return null;
    const kind = await kindOfWorkbook(compound, workbook);
    return kind === 'xls' && holdsObjects ? 'object' : kind;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Looks at every record of the workbook's first part, where all sheets are named. */
async function kindOfWorkbook(
  file: CompoundFile,
  workbook: CompoundEntry,
): Promise<ContentKind | FileFault | null> {
  const sectors = await file.sectorsOf(workbook);
  const needed = RECORD + SHEET_KIND + 1;
  let window: Buffer = Buffer.alloc(0);
  let windowAt = 0;
  for (let at = 0; at + needed <= workbook.size;) {
    if (at + needed > windowAt + window.length) {
      windowAt = at;
      window = await file.bytes(sectors, at, WINDOW);
      if (window.length < needed) return null;
    }
    const record = window.subarray(at - windowAt);
    const type = record.readUInt16LE(0);
    if (type === END) return 'xls';
    // What cannot be read cannot be checked.
    if (type === ENCRYPTED) return null;
    if (type === SHEET && record.readUInt8(RECORD + SHEET_KIND) === MACRO_SHEET) return 'macros';
    at += RECORD + record.readUInt16LE(2);
  }
  return null;
}
