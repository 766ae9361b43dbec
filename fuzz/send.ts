import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import type { FuzzAnswer, FuzzRequest } from './request.js';

/** Longer nobody waits for an answer. */
const PATIENCE_MS = 60_000;
/** Of an answer no more is read than this; what is larger is a finding of its own. */
const LARGEST_ANSWER = 32 * 2 ** 20;

/** Sends requests as they stand, which `fetch` would mend or refuse. */
export class Sender {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 4 });

  constructor(private readonly base: string) {}

  send(
    { method, path, headers, body }: Pick<FuzzRequest, 'method' | 'path' | 'headers' | 'body'>,
    bearer: string | null,
  ): Promise<FuzzAnswer> {
    const { hostname, port } = new URL(this.base);
    const all = {
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      ...(body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
      ...headers,
    };
    return new Promise((resolve) => {
      const broken = (why: string) => {
        resolve({ status: 0, headers: new Headers(), text: why });
      };
      const sent = request(
        { hostname, port, method, path, headers: all, agent: this.agent, timeout: PATIENCE_MS },
        (response) => {
          const parts: Buffer[] = [];
          let length = 0;
          response.on('data', (part: Buffer) => {
            length += part.length;
            if (length <= LARGEST_ANSWER) parts.push(part);
          });
          response.on('error', (error) => {
            broken(error.message);
          });
          response.on('end', () => {
            if (length > LARGEST_ANSWER) broken(`an answer of ${length} bytes`);
            else
              resolve({
                status: response.statusCode ?? 0,
                headers: asHeaders(response.headers),
                text: Buffer.concat(parts).toString(),
              });
          });
        },
      );
      sent.on('timeout', () => sent.destroy(new Error('no answer in a minute')));
      sent.on('error', (error) => {
        broken(error.message);
      });
      sent.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

function asHeaders(headers: IncomingHttpHeaders): Headers {
  return new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
