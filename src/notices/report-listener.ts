import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { Config } from '../config/config.js';
import { RestoreWatch } from '../restores/restore-watch.js';
import { ReportIntake } from './report-intake.js';
import { tokenIn } from './return-address.js';

/** A report quotes headers, and no letter of ours is larger. */
const LARGEST_BYTES = 1024 * 1024;
const CLIENTS = 20;
const PATIENCE_MS = 60_000;

/** A server of our own that takes what comes back, for addresses that bear a token and no other. */
@Injectable()
export class ReportListener implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(ReportListener.name);
  private server: SMTPServer | null = null;

  constructor(
    private readonly config: Config,
    private readonly intake: ReportIntake,
    private readonly restores: RestoreWatch,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { bounces, roles } = this.config;
    if (bounces?.listen && roles.has('dispatcher')) await this.listen(bounces.listen);
  }

  /** Listens from now on; answers with the port. */
  async listen({ host, port }: { readonly host: string; readonly port: number }): Promise<number> {
    const server = this.newServer();
    const socket = server.listen(port, host);
    await once(socket, 'listening');
    // Whoever breaks off a connection is not our affair.
    server.on('error', () => undefined);
    this.server = server;
    return (socket.address() as AddressInfo).port;
  }

  async beforeApplicationShutdown(): Promise<void> {
    const { server } = this;
    this.server = null;
    await new Promise<void>((resolve) => {
      if (server) server.close(resolve);
      else resolve();
    });
  }

  private newServer(): SMTPServer {
    const base = this.config.bounces?.address ?? '';
    return new SMTPServer({
      disableReverseLookup: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      size: LARGEST_BYTES,
      maxClients: CLIENTS,
      socketTimeout: PATIENCE_MS,
      closeTimeout: 1_000,
      logger: false,
      onRcptTo: ({ address }, _session, answer) => {
        answer(tokenIn(address, base) === null ? refusal(550, '5.1.1 No such address') : null);
      },
      onData: (stream, { envelope }, answer) => {
        const recipients = envelope.rcptTo.map(({ address }) => address);
        void this.taken(stream, recipients).then((error) => {
          answer(error);
        });
      },
    });
  }

  /** What could not be recorded is the sender's to send again. */
  private async taken(
    stream: SMTPServerDataStream,
    recipients: readonly string[],
  ): Promise<Error | null> {
    try {
      const raw = await bytesOf(stream);
      // What it tells of a letter is not known here yet.
      if (this.restores.trouble !== null) return refusal(451, '4.3.0 Try again later');
      if (raw === null) return refusal(552, '5.3.4 Too large for a report');
      await this.intake.take(raw, recipients);
      return null;
    } catch (error) {
      this.log.error(error instanceof Error ? error.message : String(error));
      return refusal(451, '4.3.0 Try again later');
    }
  }
}

/** Null for more than anybody may send; it is read to its end all the same. */
async function bytesOf(stream: SMTPServerDataStream): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= LARGEST_BYTES) parts.push(part);
  }
  return size <= LARGEST_BYTES ? Buffer.concat(parts) : null;
}

function refusal(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode });
}
