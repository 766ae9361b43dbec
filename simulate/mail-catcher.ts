import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { TimeSource } from '../src/kernel/time-source.js';

/** A mail as the server took it over. */
export interface CaughtMail {
  readonly messageId: string;
  readonly recipient: string;
  /** Simulated. */
  readonly at: Date;
}

const MESSAGE_ID = /^message-id:\s*(<[^>]+>)/im;

/** A real SMTP server on loopback that keeps no texts. It can go down and come back on its port. */
export class MailCatcher {
  readonly caught: CaughtMail[] = [];
  /** Addresses and when they were refused for good. */
  readonly refused: Pick<CaughtMail, 'recipient' | 'at'>[] = [];
  /** Which mailboxes are not there, or not any more. */
  refuses: (recipient: string, at: Date) => boolean = () => false;
  private server: SMTPServer | undefined;
  private port = 0;

  constructor(private readonly time: TimeSource) {}

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  async up(): Promise<void> {
    const server = this.newServer();
    // A connection that breaks off is the client's to report.
    server.on('error', () => undefined);
    const socket = server.listen(this.port, '127.0.0.1');
    await once(socket, 'listening');
    this.port = (socket.address() as AddressInfo).port;
    this.server = server;
  }

  async down(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    await new Promise<void>((resolve) => {
      if (server) server.close(resolve);
      else resolve();
    });
  }

  private newServer(): SMTPServer {
    return new SMTPServer({
      disableReverseLookup: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      closeTimeout: 100,
      logger: false,
      onRcptTo: ({ address }, _session, answer) => {
        const at = this.time.now();
        if (!this.refuses(address, at)) {
          answer();
          return;
        }
        this.refused.push({ recipient: address, at });
        answer(Object.assign(new Error('5.1.1 User unknown'), { responseCode: 550 }));
      },
      onData: (stream, session, answer) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          const [{ address: recipient } = { address: '' }] = session.envelope.rcptTo;
          const messageId = MESSAGE_ID.exec(Buffer.concat(parts).toString('latin1'))?.[1] ?? '';
          this.caught.push({ messageId, recipient, at: this.time.now() });
          answer(null, `queued as ${this.caught.length}`);
        });
      },
    });
  }
}
