import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** One client with one connection that it keeps. */
export class HttpClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly base: string) {}

  /**
   * Posts a JSON body to a path under `/api/v1` and gives back the text of the answer.
   *
   * @throws Error for any status but 200 and 201: a benchmark of refusals would be too fast
   */
  post(path: string, body: object, token?: string): Promise<string> {
    return this.ask('POST', path, token, JSON.stringify(body));
  }

  /** Reads a path under `/api/v1`. */
  get(path: string, token?: string): Promise<string> {
    return this.ask('GET', path, token, '');
  }

  private async ask(
    method: string,
    path: string,
    token: string | undefined,
    json: string,
  ): Promise<string> {
    const headers = {
      ...(json !== '' && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(json),
      }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
    const { status, answer } = await new Promise<{ status: number; answer: string }>(
      (resolve, reject) => {
        const sent = request(
          `${this.base}/api/v1${path}`,
          { method, agent: this.agent, headers },
          (response) => {
            text(response).then((answer) => {
              resolve({ status: response.statusCode ?? 0, answer });
            }, reject);
          },
        );
        sent.on('error', reject).end(json);
      },
    );
    if (status !== 200 && status !== 201) throw new Error(`${path} ${json}: ${status} ${answer}`);
    return answer;
  }

  close(): void {
    this.agent.destroy();
  }
}
