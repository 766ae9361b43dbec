import { createReadStream } from 'node:fs';
import { connect, type NetConnectOpts, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { Logger } from '@nestjs/common';
import type { ScannerSettings } from '../config/evidence-settings.js';
import { DomainError } from '../kernel/domain-error.js';
import { FileScanner, FileScannerUnusable, infected } from './file-scanner.js';

/** A scanner that is silent for longer is taken for one that does not answer. */
const SILENCE_MS = 120_000;
/** In bytes; the protocol sets each part of a file apart by its length. */
const LENGTH = 4;

/**
 * ClamAV's daemon by its own protocol (`INSTREAM`): the content goes over the socket, so that the
 * daemon needs no access to our files and may be another machine.
 */
export class ClamdScanner extends FileScanner {
  private readonly logger = new Logger(ClamdScanner.name);

  constructor(private readonly settings: ScannerSettings) {
    super();
  }

  override async check(): Promise<void> {
    const answer = await this.ask('zPING\0', []).catch((error: unknown) => String(error));
    if (answer !== 'PONG') {
      const message = 'The scanner at EVIDENCE_SCANNER does not answer as clamd does.';
      throw new FileScannerUnusable(message);
    }
  }

  override async scan(path: string): Promise<void> {
    const answer = await this.ask('zINSTREAM\0', partsOf(path)).catch((error: unknown) => {
      throw this.unavailable(String(error), error);
    });
    if (/^stream: OK$/.test(answer)) return;
    const found = /^stream: (.+) FOUND$/.exec(answer);
    if (!found) throw this.unavailable(answer);
    this.logger.warn(`A file was refused: ${found[1] ?? ''}`);
    throw infected();
  }

  private unavailable(why: string, cause?: unknown): DomainError {
    this.logger.error(`The scanner: ${why.slice(0, 200)}`);
    return new DomainError('UNAVAILABLE', 'Files cannot be looked into just now.', {}, { cause });
  }

  /** Sends a command with what follows it, and gives back the answer without its end. */
  private async ask(
    command: string,
    parts: Iterable<Buffer> | AsyncIterable<Buffer>,
  ): Promise<string> {
    const socket = connect(placeOf(this.settings));
    socket.setTimeout(SILENCE_MS, () => socket.destroy(new Error('it is silent')));
    const answer = text(socket);
    // Whoever refuses a file in its middle answers and hangs up: the answer counts.
    const sent = send(socket, command, parts).then(
      () => null,
      (error: unknown) => {
        socket.destroySoon();
        return error instanceof Error ? error : new Error(String(error));
      },
    );
    try {
      const told = await answer;
      if (told !== '') return told.replace(/\0$/, '');
      throw (await sent) ?? new Error('it hung up');
    } finally {
      socket.destroy();
    }
  }
}

async function send(
  socket: Socket,
  command: string,
  parts: Iterable<Buffer> | AsyncIterable<Buffer>,
): Promise<void> {
  await written(socket, Buffer.from(command));
  for await (const part of parts) await written(socket, part);
}

function written(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(bytes, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/** The file in parts, each behind its length; a length of nothing is the end. */
async function* partsOf(path: string): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    yield lengthOf(chunk.length);
    yield chunk;
  }
  yield lengthOf(0);
}

function lengthOf(size: number): Buffer {
  const bytes = Buffer.alloc(LENGTH);
  bytes.writeUInt32BE(size);
  return bytes;
}

function placeOf(settings: ScannerSettings): NetConnectOpts {
  return 'path' in settings
    ? { path: settings.path }
    : { host: settings.host, port: settings.port };
}
