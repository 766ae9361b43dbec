import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

const MESSAGE_ID = /^message-id:\s*(<[^>]+>)/im;

/**
 * A real SMTP server that only notes what it takes over. Its answer comes a moment later, as over
 * a network: a sender that dies in between does not know that the mail is taken.
 */
export class MailLedger {
  /** The Message-IDs of the mails taken over, in that order. */
  readonly taken: string[] = [];
  private answered = 0;

  private constructor(private readonly server: SMTPServer) {}

  /** @param answerAfterMs asked anew for each mail */
  static async start(answerAfterMs: () => number): Promise<MailLedger> {
    const server = new SMTPServer({
      disableReverseLookup: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      closeTimeout: 100,
      logger: false,
      onData: (stream, _session, answer) => {
        void text(stream).then(
          async (mail) => {
            ledger.taken.push(MESSAGE_ID.exec(mail)?.[1] ?? '');
            await pause(answerAfterMs());
            ledger.answered += 1;
            answer(null, `queued as ${ledger.taken.length}`);
          },
          // The sender was killed in the middle of it: nothing is taken.
          (error: unknown) => {
            answer(error instanceof Error ? error : null);
          },
        );
      },
    });
    const ledger = new MailLedger(server);
    // A sender that is killed leaves its connections broken.
    server.on('error', () => undefined);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return ledger;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  /** Mails taken over whose senders do not know it yet. */
  get unanswered(): number {
    return this.taken.length - this.answered;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(resolve);
    });
  }
}
