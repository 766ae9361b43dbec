import { Injectable } from '@nestjs/common';
import type { ImapFlow } from 'imapflow';
import { Config } from '../config/config.js';
import { Loops } from '../loops/loops.js';
import { ReportIntake } from './report-intake.js';

const INTERVAL_MS = 60_000;
/** A report quotes headers; of more than this the rest is not looked at. */
const LARGEST_BYTES = 1024 * 1024;
/** Looked at in one go; the rest waits for the next. */
const BATCH = 200;

/**
 * Reads what has come back to a mailbox. What was read is marked as seen and stays there; a mail that
 * could not be recorded is read again.
 */
@Injectable()
export class ReportMailbox {
  constructor(
    private readonly config: Config,
    private readonly intake: ReportIntake,
    loops: Loops,
  ) {
    if (!config.bounces?.imapUrl) return;
    loops.add({
      name: 'mailbox of returned letters',
      role: 'dispatcher',
      everyMs: INTERVAL_MS,
      firstMs: 0,
      round: (alive) =>
        this.runOnce(alive).catch((cause: unknown) => {
          throw new Error(reasonOf(cause), { cause });
        }),
    });
  }

  /** Reads what is new; answers with how many mails that were. */
  async runOnce(alive: () => void = () => undefined): Promise<number> {
    const { bounces, smtpTimeoutMs } = this.config;
    if (!bounces?.imapUrl) return 0;
    const client = await clientOf(bounces.imapUrl, smtpTimeoutMs);
    // A connection that breaks fails the call that is under way.
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.mailboxOpen(folderOf(bounces.imapUrl));
      const unseen = await client.search({ seen: false }, { uid: true });
      const uids = unseen ? unseen.slice(0, BATCH) : [];
      for (const uid of uids) {
        await this.read(client, uid);
        alive();
      }
      return uids.length;
    } finally {
      await client.logout().catch(() => {
        client.close();
      });
    }
  }

  private async read(client: ImapFlow, uid: number): Promise<void> {
    const wanted = { source: { maxLength: LARGEST_BYTES } };
    const mail = await client.fetchOne(String(uid), wanted, { uid: true });
    if (mail && mail.source) await this.intake.take(mail.source, []);
    await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
  }
}

/** The program for IMAP is loaded where it is wanted: most processes never need it. */
async function clientOf(text: string, timeoutMs: number): Promise<ImapFlow> {
  const { ImapFlow: Client } = await import('imapflow');
  const { protocol, hostname, port, username, password } = new URL(text);
  const secure = protocol === 'imaps:';
  return new Client({
    host: hostname.replaceAll(/[[\]]/g, ''),
    port: port === '' ? (secure ? 993 : 143) : Number(port),
    secure,
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
}

function folderOf(text: string): string {
  const path = decodeURIComponent(new URL(text).pathname.slice(1));
  return path === '' ? 'INBOX' : path;
}

/** imapflow puts the server's words beside a message that says nothing. */
function reasonOf(error: unknown): string {
  const { responseText, message } = error as { responseText?: string; message?: string };
  return responseText ?? message ?? String(error);
}
