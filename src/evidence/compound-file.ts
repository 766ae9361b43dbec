import type { FileHandle } from 'node:fs/promises';

/** First bytes of a compound file (复合文档, MS-CFB), the container of Office before 2007. */
export const COMPOUND_MAGIC = Buffer.from('d0cf11e0a1b11ae1', 'hex');

const HEADER = 512;
const LAST_SECTOR = 0xfffffffa;
/** In entries: an old document with a hundred embedded objects has some thousand. */
const MOST_ENTRIES = 20_000;
const ENTRY = 128;
/** Tables of sectors; enough for a file of 500 MiB. */
const MOST_TABLES = 8_192;
const STREAM = 2;

/** Something that a compound file holds under a name: a folder or a stream. */
export interface CompoundEntry {
  readonly name: string;
  readonly isStream: boolean;
  readonly start: number;
  readonly size: number;
}

/**
 * Reads what a compound file holds, as much of it as is asked for, never the whole file. It trusts
 * no number in it: a chain of sectors that does not end is cut off, one that leads outside is an
 * error.
 */
export class CompoundFile {
  private lastTable: { readonly sector: number; readonly bytes: Buffer } | null = null;

  private constructor(
    private readonly file: FileHandle,
    private readonly sectorSize: number,
    private readonly tableSectors: readonly number[],
    private readonly fileSize: number,
  ) {}

  /** @throws RangeError where the file does not hold what it says; so do the other methods */
  static async open(file: FileHandle): Promise<{ file: CompoundFile; entries: CompoundEntry[] }> {
    const header = await bytesAt(file, 0, HEADER);
    const shift = header.readUInt16LE(0x1e);
    if (shift !== 9 && shift !== 12) throw new RangeError('no such size of a sector');
    const size = 2 ** shift;
    const tables = await tableOf(file, header, size);
    const compound = new CompoundFile(file, size, tables, (await file.stat()).size);
    const directory = await compound.sectors(header.readUInt32LE(0x30), MOST_ENTRIES * ENTRY);
    const length = directory.length * size;
    return { file: compound, entries: entriesOf(await compound.bytes(directory, 0, length)) };
  }

  /** The sectors of a stream that is large enough to have some of its own, in their order. */
  sectorsOf({ start, size }: CompoundEntry): Promise<readonly number[]> {
    return this.sectors(start, size);
  }

  /** A part of what lies in the sectors; shorter where they end. */
  async bytes(sectors: readonly number[], from: number, length: number): Promise<Buffer> {
    const first = Math.floor(from / this.sectorSize);
    const last = Math.min(Math.ceil((from + length) / this.sectorSize), sectors.length);
    const parts: Buffer[] = [];
    for (let at = first; at < last;) {
      const begin = sectors[at] ?? 0;
      let run = 1;
      while (at + run < last && sectors[at + run] === begin + run) run += 1;
      const { sectorSize } = this;
      parts.push(await bytesAt(this.file, (begin + 1) * sectorSize, run * sectorSize));
      at += run;
    }
    const start = from - first * this.sectorSize;
    return Buffer.concat(parts).subarray(start, start + length);
  }

  /** The sectors that follow each other, until there are none or enough for so many bytes. */
  private async sectors(start: number, wanted: number): Promise<number[]> {
    const most = Math.min(wanted, this.fileSize);
    const sectors: number[] = [];
    for (let at = start; at < LAST_SECTOR; at = await this.next(at)) {
      if (sectors.length * this.sectorSize >= most) break;
      sectors.push(at);
    }
    return sectors;
  }

  private async next(sector: number): Promise<number> {
    const perTable = this.sectorSize / 4;
    const table = this.tableSectors[Math.floor(sector / perTable)];
    if (table === undefined) throw new RangeError('a sector outside the tables');
    if (this.lastTable?.sector !== table) {
      const bytes = await bytesAt(this.file, (table + 1) * this.sectorSize, this.sectorSize);
      this.lastTable = { sector: table, bytes };
    }
    return this.lastTable.bytes.readUInt32LE((sector % perTable) * 4);
  }
}

/** Where the tables of sectors lie: 109 places in the header, the others in sectors of their own. */
async function tableOf(file: FileHandle, header: Buffer, sectorSize: number): Promise<number[]> {
  const count = Math.min(header.readUInt32LE(0x2c), MOST_TABLES);
  const table: number[] = [];
  const add = (bytes: Buffer) => {
    for (let at = 0; at < bytes.length && table.length < count; at += 4) {
      table.push(bytes.readUInt32LE(at));
    }
  };
  add(header.subarray(0x4c));
  let more = header.readUInt32LE(0x44);
  // Each turn adds more than a hundred, so that even a circle comes to the end of a false count.
  while (table.length < count && more < LAST_SECTOR) {
    const sector = await bytesAt(file, (more + 1) * sectorSize, sectorSize);
    add(sector.subarray(0, sectorSize - 4));
    more = sector.readUInt32LE(sectorSize - 4);
  }
  return table;
}

function entriesOf(directory: Buffer): CompoundEntry[] {
  const entries: CompoundEntry[] = [];
  for (let at = 0; at + ENTRY <= directory.length; at += ENTRY) {
    const entry = directory.subarray(at, at + ENTRY);
    const nameLength = entry.readUInt16LE(0x40);
    if (nameLength < 2 || nameLength > 64) continue;
    entries.push({
      name: entry.toString('utf16le', 0, nameLength - 2),
      isStream: entry.readUInt8(0x42) === STREAM,
      start: entry.readUInt32LE(0x74),
      size: entry.readUInt32LE(0x78),
    });
  }
  return entries;
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead < length) throw new RangeError('the file ends too early');
  return buffer;
}
