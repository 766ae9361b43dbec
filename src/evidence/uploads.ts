import { createHash } from 'node:crypto';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { newSecret } from '../kernel/ids.js';
import { SessionTime } from '../kernel/time-source.js';
import type { FileToKeep } from './evidence-store.js';

/** An upload that is older was given up: a request ends within minutes. */
const GIVEN_UP_MS = 24 * 3_600_000;

/**
 * Files on their way in. Each is written under a name of its own while it arrives, hashed and
 * synchronised, and is then moved into the store or thrown away; nothing is held in memory.
 */
@Injectable()
export class Uploads {
  private readonly folder: string;

  constructor(
    { evidence }: Config,
    private readonly time: SessionTime,
  ) {
    this.folder = join(evidence.folder, 'incoming');
  }

  /** Makes the folder, and clears what a process that was killed has left in it. */
  async open(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const now = this.time.now().getTime();
    for (const name of await readdir(this.folder)) {
      const path = join(this.folder, name);
      const found = await stat(path).catch(() => null);
      if (found && now - found.mtimeMs > GIVEN_UP_MS) await rm(path, { force: true });
    }
  }

  /** Writes a file as it arrives. Nothing is left of one that does not arrive whole. */
  async receive(content: Readable): Promise<FileToKeep> {
    const path = join(this.folder, newSecret());
    const hash = createHash('sha256');
    let size = 0;
    const counted = async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        size += chunk.length;
        yield chunk;
      }
    };
    const target = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
    try {
      await pipeline(content, counted, target);
    } catch (error) {
      // The file may still be about to be made.
      await closed(target);
      await rm(path, { force: true });
      throw error;
    }
    return { path, size, sha256: hash.digest('hex') };
  }

  /** Throws away what was not moved into the store. */
  async discard({ path }: FileToKeep): Promise<void> {
    await rm(path, { force: true });
  }
}

async function closed(stream: WriteStream): Promise<void> {
  if (stream.closed) return;
  await new Promise<void>((resolve) => stream.once('close', resolve));
}
