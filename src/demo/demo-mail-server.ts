import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { Config } from '../config/config.js';
import { MailServer } from '../notices/mail-server.js';
import { Mailbox } from './mailbox.js';

/** Far above any letter; it only keeps a mistake from filling the disk. */
const LARGEST_MESSAGE_BYTES = 10 * 1024 * 1024;

/** A domain of RFC 6761 that is nowhere: so a demonstration can show a letter that does not arrive. */
const NOWHERE = /\.invalid$/i;

const noSuchDomain = (): Error =>
  Object.assign(new Error('5.1.2 There is no such domain'), { responseCode: 550 });

/**
 * An SMTP server of our own on a free loopback port: a demonstration sends its mail in earnest,
 * and nobody outside gets any. Where the settings name a server, that one is used instead.
 */
@Injectable()
export class DemoMailServer extends MailServer implements OnApplicationShutdown {
  private readonly server: SMTPServer;
  private listening: Promise<string> | undefined;

  constructor(
    private readonly config: Config,
    private readonly mailbox: Mailbox,
  ) {
    super();
    this.server = new SMTPServer({
      banner: 'Qingnuo demonstration, delivers to its own mailbox only',
      // Loopback has no names to look up and nothing to encrypt.
      disableReverseLookup: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      size: LARGEST_MESSAGE_BYTES,
      logger: false,
      onRcptTo: ({ address }, _session, answer) => {
        answer(NOWHERE.test(address) ? noSuchDomain() : null);
      },
      onData: (stream, _session, answer) => {
        this.receive(stream).then(
          (id) => {
            answer(null, `kept in the demonstration mailbox as ${id}`);
          },
          (error: unknown) => {
            answer(error instanceof Error ? error : new Error(String(error)));
          },
        );
      },
    });
    // A client that breaks off in the middle is its own affair.
    this.server.on('error', () => undefined);
  }

  override url(): Promise<string> {
    if (this.config.smtpUrl !== null) return Promise.resolve(this.config.smtpUrl);
    return (this.listening ??= this.listen());
  }

  async onApplicationShutdown(): Promise<void> {
    if (!this.listening) return;
    await this.listening;
    await new Promise<void>((resolve) => {
      this.server.close(resolve);
    });
  }

  private async listen(): Promise<string> {
    const socket = this.server.listen(0, '127.0.0.1');
    await once(socket, 'listening');
    return `smtp://127.0.0.1:${String((socket.address() as AddressInfo).port)}`;
  }

  private async receive(stream: SMTPServerDataStream): Promise<string> {
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part as Buffer);
    if (stream.sizeExceeded) throw Object.assign(new Error('Too large'), { responseCode: 552 });
    return this.mailbox.keep(Buffer.concat(parts));
  }
}
