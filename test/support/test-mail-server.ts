import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { MailServer } from '../../src/notices/mail-server.js';

export interface ReceivedMail {
  readonly recipient: string;
  readonly mail: ParsedMail;
}

/** How the server treats a recipient instead of taking the mail. */
type Treatment =
  | { readonly refuse: number; readonly at?: 'RCPT' | 'DATA'; readonly words?: string }
  | { readonly silent: true }
  | { readonly hold: Promise<void> };

/** A real SMTP server whose manners a test decides. It can go down and come back on its port. */
export class TestMailServer extends MailServer {
  readonly received: ReceivedMail[] = [];
  /** Who each mail that was taken over was from and for, as the server was told. */
  readonly envelopes: { readonly from: string; readonly recipient: string }[] = [];
  /** The recipients that somebody had mail for, whether it was taken or not. */
  readonly asked: string[] = [];
  private readonly treatments = new Map<string, Treatment>();
  private server: SMTPServer | undefined;
  private listensAt = 0;

  static async start(): Promise<TestMailServer> {
    const server = new TestMailServer();
    await server.up();
    return server;
  }

  override url(): Promise<string> {
    return Promise.resolve(`smtp://127.0.0.1:${this.port}`);
  }

  get port(): number {
    return this.listensAt;
  }

  /** The recipients of what was taken over, in that order. */
  get recipients(): string[] {
    return this.received.map(({ recipient }) => recipient);
  }

  treat(recipient: string, treatment: Treatment | null): void {
    if (treatment) this.treatments.set(recipient, treatment);
    else this.treatments.delete(recipient);
  }

  async up(): Promise<void> {
    const server = this.newServer();
    // Connections of the last test may still be closing.
    server.on('error', () => undefined);
    const socket = server.listen(this.listensAt, '127.0.0.1');
    await once(socket, 'listening');
    this.listensAt = (socket.address() as AddressInfo).port;
    this.server = server;
  }

  async down(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = undefined;
    await new Promise<void>((resolve) => {
      server.close(resolve);
    });
  }

  private newServer(): SMTPServer {
    return new SMTPServer({
      disableReverseLookup: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      closeTimeout: 100,
      logger: false,
      onRcptTo: ({ address }, _session, answer) => {
        this.asked.push(address);
        const treatment = this.treatments.get(address);
        if (treatment && 'silent' in treatment) return;
        const refused = treatment && 'refuse' in treatment && treatment.at !== 'DATA';
        answer(refused ? refusal(treatment.refuse, treatment.words) : null);
      },
      onData: (stream, session, answer) => {
        const [{ address: recipient } = { address: '' }] = session.envelope.rcptTo;
        const treatment = this.treatments.get(recipient);
        void simpleParser(stream).then(async (mail) => {
          if (treatment && 'refuse' in treatment) {
            answer(refusal(treatment.refuse, treatment.words));
            return;
          }
          const { mailFrom } = session.envelope;
          this.envelopes.push({ from: mailFrom ? mailFrom.address : '', recipient });
          this.received.push({ recipient, mail });
          if (treatment && 'hold' in treatment) await treatment.hold;
          answer(null, `queued as ${this.received.length}`);
        });
      },
    });
  }
}

function refusal(responseCode: number, words = 'not here'): Error {
  return Object.assign(new Error(words), { responseCode });
}
