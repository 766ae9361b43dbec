import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { createHash, createHmac } from 'node:crypto';

const REGION = 'us-east-1';

/** A request as the stand-in has seen it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/**
 * A store that speaks as much of the protocol of Amazon S3 as keeping a file needs: HEAD of the
 * bucket, PUT and GET of an object. It checks the signature of each request (AWS Signature
 * Version 4) and that what is sent is what was signed.
 */
export class ObjectStoreStandIn {
  static readonly bucket = 'evidence';
  static readonly accessKey = 'AKIDQINGNUO';
  static readonly secretKey = 'not/a+secret';

  readonly objects = new Map<string, Buffer>();
  readonly seen: SeenRequest[] = [];
  /** Answers everything with this status while it is set. */
  failing: number | null = null;
  /** Whoever asks while this is set never gets an answer. */
  isSilent = false;
  /** How many have asked then. */
  unanswered = 0;

  private constructor(private readonly server: Server) {}

  static async open(): Promise<ObjectStoreStandIn> {
    const server = createServer();
    const store = new ObjectStoreStandIn(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void store.answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return store;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    const body = await buffer(request);
    if (this.isSilent) {
      this.unanswered += 1;
      return;
    }
    const [status, content] = this.failing ? [this.failing] : this.statusOf(request, body);
    this.seen.push({ method, path: url, status });
    response.writeHead(status, { 'content-length': content?.length ?? 0 }).end(content);
  }

  private statusOf(request: IncomingMessage, body: Buffer): readonly [number, Buffer?] {
    const { method, url = '', headers } = request;
    if (!isSigned(request)) return [403];
    const [, bucket, ...key] = url.split('/');
    if (bucket !== ObjectStoreStandIn.bucket) return [404];
    if (method === 'HEAD') return [200];
    const place = key.join('/');
    if (method === 'PUT') {
      // Amazon wants to know the length before the content.
      if (headers['content-length'] === undefined) return [411];
      const digest = createHash('sha256').update(body).digest('hex');
      if (headers['x-amz-content-sha256'] !== digest) return [400];
      this.objects.set(place, body);
      return [200];
    }
    const object = this.objects.get(place);
    return object ? [200, object] : [404];
  }
}

/** The signature as Amazon describes it, made again from the request. */
function isSigned({ method = '', url = '', headers }: IncomingMessage): boolean {
  const authorization =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    );
  if (!authorization) return false;
  const [, key, day = '', region = '', signed = '', signature] = authorization;
  const lines = signed.split(';').map((name) => `${name}:${String(headers[name])}\n`);
  const payload = String(headers['x-amz-content-sha256']);
  const canonical = [method, url, '', lines.join(''), signed, payload].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const hash = createHash('sha256').update(canonical).digest('hex');
  const toSign = ['AWS4-HMAC-SHA256', String(headers['x-amz-date']), scope, hash].join('\n');
  const hmac = (secret: string | Buffer, text: string) =>
    createHmac('sha256', secret).update(text).digest();
  const secret = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${ObjectStoreStandIn.secretKey}`,
  );
  const expected = hmac(secret, toSign).toString('hex');
  return (
    key === ObjectStoreStandIn.accessKey &&
    region === REGION &&
    ['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => signed.includes(name)) &&
    signature === expected
  );
}
