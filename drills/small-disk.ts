import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PAGE = Buffer.alloc(4096);

/** A file system of a few MiB, in memory, that can be filled to the last page. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** Null where this user may mount nothing: on most machines root alone may. */
  static mount(mib: number, { uid = 0, gid = 0 } = {}): SmallDisk | null {
    const folder = mkdtempSync(join(tmpdir(), 'qingnuo-disk-'));
    const options = `size=${mib}m,mode=0700,uid=${uid},gid=${gid}`;
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
    if (mounted.status !== 0) {
      rmdirSync(folder);
      return null;
    }
    const disk = new SmallDisk(folder);
    process.once('exit', disk.remove);
    return disk;
  }

  fill(): void {
    const file = openSync(this.ballast, 'w');
    try {
      for (;;) writeSync(file, PAGE);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      closeSync(file);
    }
  }

  makeRoom(): void {
    rmSync(this.ballast);
  }

  readonly remove = (): void => {
    process.off('exit', this.remove);
    // Whoever has a file open there keeps it, and nobody else sees it any more.
    spawnSync('umount', ['--lazy', this.folder]);
    rmdirSync(this.folder);
  };

  private get ballast(): string {
    return join(this.folder, 'ballast');
  }
}
