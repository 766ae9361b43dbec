import { request as plainRequest, Agent as PlainAgent, type IncomingMessage } from 'node:http';
import { request as secureRequest, Agent as SecureAgent } from 'node:https';
import { isIP } from 'node:net';
import { Inject, Injectable, Optional, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../config/config.js';
import { HostNames } from './host-names.js';
import type { WebhookAnswer } from './notice.entity.js';
import {
  hostOf,
  isReachable,
  NOT_PUBLIC,
  portOf,
  refusalOf,
  type AddressRefusal,
} from './webhook-address.js';
import { WebhookTransport, type OutgoingWebhook } from './webhook-transport.js';

/** So much of an answer is read; the connection of a longer one is closed. */
const LARGEST_ANSWER = 1_024;
/** So much of it is kept. */
const KEPT = 200;
const CONNECTIONS = 16;
const IDLE_MS = 15_000;

/** By which certificates beside those of the system are believed; tests have some of their own. */
export const EXTRA_AUTHORITY = Symbol('qingnuo:webhook-authority');

/**
 * By HTTP, to an address that is checked at each delivery: the name is resolved once, every address
 * of it must be allowed, and the connection is made to one of these by its number. So a name that
 * says something else a moment later (DNS rebinding) gains nothing. A connection is used again for
 * the same number, name and port alone, after the same check. Redirects are answers like others,
 * and no proxy of the environment is asked.
 */
@Injectable()
export class HttpWebhookTransport extends WebhookTransport implements OnApplicationShutdown {
  private readonly plain = new PlainAgent({ ...kept, maxSockets: CONNECTIONS });
  private readonly secure: SecureAgent;

  constructor(
    private readonly config: Config,
    private readonly names: HostNames,
    @Optional() @Inject(EXTRA_AUTHORITY) authority: string | null = null,
  ) {
    super();
    const ca = authority === null ? {} : { ca: authority };
    this.secure = new SecureAgent({ ...kept, maxSockets: CONNECTIONS, ...ca });
  }

  onApplicationShutdown(): void {
    this.plain.destroy();
    this.secure.destroy();
  }

  override async refusalOf(url: string): Promise<AddressRefusal | null> {
    const refusal = refusalOf(url, this.config.webhooks);
    if (refusal) return refusal;
    const host = hostOf(new URL(url));
    const addresses = await this.addressesOf(host);
    return this.allReachable(addresses) ? null : NOT_PUBLIC;
  }

  override async send(webhook: OutgoingWebhook): Promise<WebhookAnswer> {
    const began = performance.now();
    const abort = new AbortController();
    const seconds = this.config.webhooks.timeoutMs / 1000;
    const late = setTimeout(() => {
      abort.abort(new Error(`no answer within ${seconds} s`));
    }, this.config.webhooks.timeoutMs);
    try {
      const answer = await untilAborted(this.posted(webhook, abort.signal), abort.signal);
      return { ...answer, ms: since(began) };
    } catch (error) {
      const told: unknown = abort.signal.aborted ? abort.signal.reason : error;
      const text = told instanceof Error ? told.message : String(told);
      return { status: null, ms: since(began), text: text.slice(0, KEPT) };
    } finally {
      clearTimeout(late);
    }
  }

  private async posted(
    { url: text, body, headers }: OutgoingWebhook,
    signal: AbortSignal,
  ): Promise<Omit<WebhookAnswer, 'ms'>> {
    const refusal = refusalOf(text, this.config.webhooks);
    if (refusal) throw new Error(refusal.message);
    const url = new URL(text);
    const host = hostOf(url);
    const addresses = await this.addressesOf(host);
    const [address] = addresses;
    if (address === undefined || !this.allReachable(addresses)) throw new Error(NOT_PUBLIC.message);
    signal.throwIfAborted();
    const isSecure = url.protocol === 'https:';
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const send = isSecure ? secureRequest : plainRequest;
      const sent = send({
        method: 'POST',
        host: address,
        port: portOf(url),
        path: `${url.pathname}${url.search}`,
        agent: isSecure ? this.secure : this.plain,
        // The certificate is that of the name, whatever the number.
        ...(isSecure && isIP(host) === 0 && { servername: host }),
        headers: { ...headers, host: url.host, 'content-length': Buffer.byteLength(body) },
        signal,
      });
      sent.on('response', resolve).on('error', reject).end(body);
    });
    return { status: response.statusCode ?? null, text: await beginningOf(response) };
  }

  /** A name that leads nowhere is answered like one that leads inside: nobody learns which it is. */
  private addressesOf(host: string): Promise<readonly string[]> {
    return this.names.addressesOf(host).catch(() => []);
  }

  private allReachable(addresses: readonly string[]): boolean {
    const isAllowed = (address: string) => isReachable(address, this.config.webhooks);
    return addresses.length > 0 && addresses.every(isAllowed);
  }
}

const kept = { keepAlive: true, timeout: IDLE_MS } as const;

const since = (began: number): number => Math.round(performance.now() - began);

/** Looking up a name knows no signal: it is left behind. */
function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
    work.then(resolve, reject);
  });
}

async function beginningOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.length;
    // Leaving the loop closes the connection.
    if (size > LARGEST_ANSWER) break;
  }
  const text = Buffer.concat(parts).toString('utf8').slice(0, KEPT);
  // As it goes into a row and an answer of ours.
  return text.replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ').trim();
}
