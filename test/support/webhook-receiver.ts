import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call as it arrived. */
export interface ReceivedCall {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly path: string;
}

/** How a receiver answers. */
export type Manner = (response: ServerResponse, call: ReceivedCall) => void;

export const answers =
  (status: number, body = '', headers: Record<string, string> = {}): Manner =>
  (response) => {
    response.writeHead(status, headers).end(body);
  };

/** It takes the request and never says anything. */
export const hangs: Manner = () => undefined;

/** The system of an enterprise, which is called. */
export class WebhookReceiver {
  readonly received: ReceivedCall[] = [];
  manner: Manner = answers(204);

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => {
        const call = { headers: request.headers, body, path: request.url ?? '' };
        this.received.push(call);
        this.manner(response, call);
      });
    });
  }

  static async start(): Promise<WebhookReceiver> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new WebhookReceiver(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/qingnuo`;
  }

  /** The events that arrived, by their ids. */
  get ids(): readonly unknown[] {
    return this.received.map(({ body }) => (JSON.parse(body) as { id: unknown }).id);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

const TOLERANCE_S = 300;

/**
 * The recipe that docs/security.md gives to receivers: whether a call is genuine and fresh.
 *
 * @param now seconds since 1970
 */
export function isGenuine(
  { headers, body }: Pick<ReceivedCall, 'headers' | 'body'>,
  secret: string,
  now: number,
): boolean {
  const parts = String(headers['qingnuo-signature']).split(',');
  const seconds = parts.find((part) => part.startsWith('t='))?.slice(2) ?? '';
  if (!/^\d+$/.test(seconds) || Math.abs(now - Number(seconds)) > TOLERANCE_S) return false;
  const expected = createHmac('sha256', secret).update(`${seconds}.${body}`).digest();
  return parts
    .filter((part) => part.startsWith('v1='))
    .map((part) => Buffer.from(part.slice(3), 'hex'))
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected));
}
