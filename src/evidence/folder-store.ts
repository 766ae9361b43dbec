import { constants } from 'node:fs';
import { access, mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import {
  EvidenceStore,
  EvidenceStoreUnusable,
  placeOf,
  type FileToKeep,
} from './evidence-store.js';

/** Files in a folder of this machine, or in one that several machines share. */
export class FolderStore extends EvidenceStore {
  constructor(private readonly folder: string) {
    super();
  }

  override async check(): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await access(this.folder, constants.R_OK | constants.W_OK | constants.X_OK);
    } catch (error) {
      throw new EvidenceStoreUnusable(
        `The folder of the evidence files, ${this.folder}, cannot be written to (${codeOf(error)}).`,
      );
    }
  }

  /** The file must lie on the same file system and be synchronised: it is moved, not copied. */
  override async put({ path, sha256 }: FileToKeep): Promise<void> {
    const place = join(this.folder, placeOf(sha256));
    const folder = dirname(place);
    const made = await mkdir(folder, { recursive: true, mode: 0o700 });
    await rename(path, place);
    await synchronise(folder);
    // A new folder is lost in a crash, with what is in it, unless its parents know of it.
    if (made !== undefined) {
      await synchronise(dirname(folder));
      await synchronise(this.folder);
    }
  }

  override async open(sha256: string): Promise<Readable | null> {
    try {
      const file = await open(join(this.folder, placeOf(sha256)));
      return file.createReadStream();
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }
}

async function synchronise(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: string };
  return code ?? 'unknown';
}
