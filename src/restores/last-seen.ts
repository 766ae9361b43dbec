import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How far a database was when this machine saw it last. */
export interface LastSeen {
  readonly life: string;
  readonly beat: number;
}

const NAME = 'database-seen.json';

/**
 * Beside the database, so that it does not go back with it; null: nothing is there to go by.
 *
 * @throws Error of the file system, for a file that is there and cannot be read
 */
export async function readLastSeen(dataDir: string): Promise<LastSeen | null> {
  try {
    const found = JSON.parse(await readFile(join(dataDir, NAME), 'utf8')) as Partial<LastSeen>;
    const { life, beat } = found;
    return typeof life === 'string' && Number.isSafeInteger(beat) ? (found as LastSeen) : null;
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    // Cut off as a machine lost its power: the next look writes it anew.
    if (isMissing || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Processes with one folder write side by side; whichever comes last is true enough. */
export async function writeLastSeen(dataDir: string, seen: LastSeen): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const beside = join(dataDir, `${NAME}.${randomUUID()}`);
  try {
    await writeFile(beside, JSON.stringify(seen));
    await rename(beside, join(dataDir, NAME));
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
