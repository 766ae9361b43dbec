import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder is in use; the message is a sentence for the person who started the product. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';

  constructor(folder: string, pid: string) {
    super(
      `The data folder ${folder} is in use by process ${pid}: stop that one first, ` +
        'or set DATA_DIR to another folder.',
    );
  }
}

/**
 * One process at a time for a folder. The lock file holds the owner's process id and start time,
 * so that a lock left by a killed process is not mistaken for one of a later process which got
 * the same number (in a container it nearly always does).
 */
export class FolderLock {
  private constructor(
    private readonly path: string,
    private readonly owner: string,
  ) {}

  /** @throws FolderInUse */
  static take(folder: string): FolderLock {
    const path = join(folder, 'lock');
    const owner = identityOf(process.pid) ?? String(process.pid);
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, owner);
    try {
      // A link appears whole or not at all, unlike a file that is created and then written.
      while (!linked(draft, path)) clearStale(folder, path);
    } finally {
      rmSync(draft, { force: true });
    }
    return new FolderLock(path, owner);
  }

  release(): void {
    if (contentOf(this.path) === this.owner) rmSync(this.path, { force: true });
  }
}

function clearStale(folder: string, path: string): void {
  const holder = contentOf(path);
  if (holder === null) return;
  const [pid = ''] = holder.split(' ');
  if (identityOf(Number(pid)) === holder) throw new FolderInUse(folder, pid);

  // Another start may clear the same lock at this moment and already hold the next one: look at
  // what was really moved away, and give it back if it is not the stale one.
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (contentOf(aside) !== holder) linked(aside, path);
  rmSync(aside, { force: true });
}

/** `pid start-time` of a process that runs, `pid` where the system does not tell; null if none. */
function identityOf(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null;
  }
  const stat = contentOf(`/proc/${pid}/stat`);
  // Field 22, counted behind the command name, which may itself hold spaces and brackets.
  const startTime = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return startTime === undefined ? String(pid) : `${pid} ${startTime}`;
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
