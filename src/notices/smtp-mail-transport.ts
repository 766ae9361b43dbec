import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { Config } from '../config/config.js';
import { MailServer } from './mail-server.js';
import { returnAddress, TOKEN_HEADER } from './return-address.js';
import { meansLater } from './refusal-words.js';
import {
  MailRefused,
  MailTransport,
  type Enclosures,
  type MailReceipt,
  type OutgoingMail,
} from './mail-transport.js';

/** What nodemailer tells of a failure. */
interface SmtpFailure {
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  /** What the system said, where the code is nodemailer's own word for it. */
  readonly originalCode?: string;
  readonly responseCode?: number;
  /** Set from the server's answer: 5xx, but not 503 (bad sequence). */
  readonly permanent?: boolean;
}

/** A refusal of these is about this mail; of anything earlier, about the server or our login. */
const ABOUT_THE_MAIL = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);

/** A lease outlives the longest delivery by this, for the rows to be written. */
const LEASE_MARGIN_MS = 60_000;

/** Waits of one delivery: connecting, greeting, and silence in between. */
const WAITS = 4;

const RESPONSE_LENGTH = 500;

/** The server closes the connection, whatever it was asked. */
const CLOSING = 421;

/** Connections at a time, as many as deliveries. */
const CONNECTIONS = 8;
/** A connection is kept for what comes next; servers do not like idle ones. */
const IDLE_MS = 15_000;

/**
 * Plain SMTP by nodemailer. Connections are used again, because greetings, encryption and sign-in
 * take longer than a mail. What was under way when a connection broke is never resent by the pool:
 * a retry is ours to record.
 */
@Injectable()
export class SmtpMailTransport extends MailTransport implements OnApplicationShutdown {
  private pool: { readonly url: string; readonly smtp: ReturnType<typeof pooled> } | null = null;

  constructor(
    private readonly config: Config,
    private readonly server: MailServer,
  ) {
    super();
  }

  /** The longest a delivery can take, in milliseconds, also with a server that drips bytes. */
  static longestMs({ smtpTimeoutMs }: Pick<Config, 'smtpTimeoutMs'>): number {
    return smtpTimeoutMs * WAITS;
  }

  override async send(mail: OutgoingMail): Promise<MailReceipt> {
    const { mailFrom } = this.config;
    const url = await this.server.url();
    const smtp = this.smtpTo(url);
    try {
      const { response } = await smtp.sendMail({
        signal: AbortSignal.timeout(SmtpMailTransport.longestMs(this.config)),
        from: mailFrom,
        to: mail.to,
        ...this.returning(mail),
        messageId: mail.messageId,
        ...(mail.threadId !== null && { inReplyTo: mail.threadId, references: mail.threadId }),
        date: mail.date,
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        ...enclosed(mail.enclosures),
        headers: {
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
          'Content-Language': mail.language,
          ...(this.config.bounces &&
            mail.returnToken !== null && { [TOKEN_HEADER]: mail.returnToken }),
        },
      });
      return { response: response.slice(0, RESPONSE_LENGTH) };
    } catch (error) {
      throw refusal(error as SmtpFailure, url);
    }
  }

  /** Where it comes back to, and that we want to hear of it (RFC 3461), where somebody reads that. */
  private returning({ returnToken, to }: OutgoingMail) {
    const { bounces } = this.config;
    if (!bounces || returnToken === null) return {};
    return {
      envelope: { from: returnAddress(bounces.address, returnToken), to: [to.address] },
      dsn: { id: returnToken, return: 'headers' as const, notify: ['failure', 'delay'] },
    };
  }

  onApplicationShutdown(): void {
    this.pool?.smtp.close();
    this.pool = null;
  }

  private smtpTo(url: string) {
    if (this.pool?.url !== url) {
      this.pool?.smtp.close();
      this.pool = { url, smtp: pooled(url, this.config.smtpTimeoutMs) };
    }
    return this.pool.smtp;
  }
}

function pooled(url: string, timeoutMs: number) {
  return createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS,
    maxRequeues: 0,
    idleTimeout: IDLE_MS,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** A calendar program looks for the invitation among the forms of the text, people for the file. */
function enclosed(enclosures: Enclosures | undefined) {
  if (!enclosures) return {};
  const { files, invitation } = enclosures;
  return {
    attachments: files.map(({ name, type, content }) => ({
      filename: name,
      contentType: type,
      content,
    })),
    ...(invitation && {
      icalEvent: {
        method: invitation.method,
        filename: invitation.name,
        content: invitation.content,
      },
    }),
  };
}

/**
 * Only the server's words and the kind of failure are kept. nodemailer's own message may name
 * the host, and a server may repeat what it was sent.
 */
function refusal(failure: SmtpFailure, url: string): MailRefused {
  const { code, originalCode, command, response, responseCode } = failure;
  const about = command !== undefined && ABOUT_THE_MAIL.has(command);
  const unreached = `no answer (${originalCode ?? code ?? 'unknown failure'})`;
  const told = response ?? certificateFault(failure) ?? unreached;
  const sentence = command === undefined || command === 'CONN' ? told : `${command}: ${told}`;
  const { username, password } = new URL(url);
  const secrets = [password, decodeURIComponent(password), username].filter((text) => text !== '');
  const safe = secrets.reduce((text, secret) => text.replaceAll(secret, '***'), sentence);
  const permanent = about && failure.permanent === true && !meansLater(response ?? '');
  const isOfServer = !about || responseCode === CLOSING || (command === 'MAIL FROM' && !permanent);
  return new MailRefused(safe.slice(0, RESPONSE_LENGTH), permanent, !isOfServer);
}

/** Codes of OpenSSL and Node for a certificate that is not believed. */
const CERTIFICATE =
  /CERT|UNABLE_TO_(?:VERIFY|GET_ISSUER|DECRYPT)|SELF_SIGNED|CRL|INVALID_(?:CA|PURPOSE)|HOSTNAME_MISMATCH/;

/** The certificate of the server is not believed: named, because no other try will mend it. */
function certificateFault({ originalCode = '' }: SmtpFailure): string | null {
  if (!CERTIFICATE.test(originalCode)) return null;
  return `the certificate of the mail server is not trusted (${originalCode}); see "Mail" in the operator's guide`;
}

/** How long a letter is in the hands of whoever has claimed it. */
export function leaseMs(config: Pick<Config, 'smtpTimeoutMs'>): number {
  return SmtpMailTransport.longestMs(config) + LEASE_MARGIN_MS;
}
