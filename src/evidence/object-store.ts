import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { AwsClient } from 'aws4fetch';
import type { EvidenceStoreSettings } from '../config/evidence-settings.js';
import { DomainError } from '../kernel/domain-error.js';
import type { Outages } from '../loops/outages.js';
import {
  EvidenceStore,
  EvidenceStoreUnusable,
  placeOf,
  type FileToKeep,
} from './evidence-store.js';

/** The name of its outages in the log. */
const STORE = 'evidence store';

type ObjectStoreSettings = Extract<EvidenceStoreSettings, { kind: 's3' }>;

/**
 * Until the store begins to answer; a file of the largest size goes there in the meantime. A proxy
 * before the product gives up after 60 s, and the client should hear it from us.
 */
const ANSWER_MS = 45_000;

/**
 * Files in a bucket of a store that speaks the protocol of Amazon S3 (MinIO, Ceph, OBS, OSS …),
 * addressed by path. Each request is signed together with the hash of what it sends, so the store
 * refuses content that changed on the way.
 */
export class ObjectStore extends EvidenceStore {
  private readonly client: AwsClient;
  private readonly bucket: string;

  constructor(
    { endpoint, bucket, region, accessKey, secretKey }: ObjectStoreSettings,
    private readonly outages: Outages,
  ) {
    super();
    this.bucket = `${endpoint}/${bucket}`;
    this.client = new AwsClient({
      accessKeyId: accessKey,
      secretAccessKey: secretKey,
      service: 's3',
      region,
      // A body that was read cannot be sent again, and whoever waits can try again.
      retries: 0,
    });
  }

  override async check(patienceMs = ANSWER_MS): Promise<void> {
    let answer: Response;
    try {
      answer = await this.request('HEAD', '', {}, patienceMs);
    } catch (error) {
      throw new EvidenceStoreUnusable(
        `The evidence store at EVIDENCE_ENDPOINT does not answer (${reasonOf(error)}).`,
      );
    }
    if (answer.ok) {
      this.outages.end(STORE);
      return;
    }
    throw new EvidenceStoreUnusable(
      answer.status === 404
        ? 'The evidence store has no bucket by the name of EVIDENCE_BUCKET.'
        : `The evidence store refuses EVIDENCE_BUCKET to EVIDENCE_ACCESS_KEY (${answer.status}).`,
    );
  }

  override async put({ path, size, sha256 }: FileToKeep): Promise<void> {
    const answer = await this.reach('PUT', sha256, {
      body: Readable.toWeb(createReadStream(path)) as ReadableStream,
      duplex: 'half',
      headers: { 'content-length': String(size), 'x-amz-content-sha256': sha256 },
    });
    await answer.body?.cancel();
    if (!answer.ok) throw this.unavailable(`PUT was answered with ${answer.status}`);
    this.outages.end(STORE);
  }

  override async open(sha256: string): Promise<Readable | null> {
    const answer = await this.reach('GET', sha256);
    if (answer.ok || answer.status === 404) this.outages.end(STORE);
    if (answer.ok && answer.body) return Readable.fromWeb(answer.body);
    await answer.body?.cancel();
    if (answer.status === 404) return null;
    throw this.unavailable(`GET was answered with ${answer.status}`);
  }

  private async reach(method: string, sha256: string, init: RequestInit = {}): Promise<Response> {
    try {
      return await this.request(method, `/${placeOf(sha256)}`, init);
    } catch (error) {
      throw this.unavailable(`${method}: ${reasonOf(error)}`);
    }
  }

  private async request(
    method: string,
    place: string,
    init: RequestInit = {},
    patienceMs = ANSWER_MS,
  ): Promise<Response> {
    const late = new AbortController();
    // Only until the answer begins: a reader may take its time over the content.
    const timer = setTimeout(() => {
      late.abort();
    }, patienceMs);
    try {
      const signed = await this.client.sign(this.bucket + place, { ...init, method });
      // Not with the request: once that is garbage, nobody hears its signal any more.
      return await fetch(signed, { signal: late.signal });
    } finally {
      clearTimeout(timer);
    }
  }

  private unavailable(cause: string): DomainError {
    this.outages.begin(STORE, cause);
    return new DomainError(
      'UNAVAILABLE',
      'The store of evidence files does not answer; try again.',
    );
  }
}

/** `fetch failed` says nothing; what it was caused by does. No address, key or signature. */
function reasonOf(error: unknown): string {
  const { name, code, cause } = error as { name: string; code?: unknown; cause?: unknown };
  const { code: deeper } = (cause ?? {}) as { code?: unknown };
  // What was aborted has a number for a code.
  return [deeper, code].find((each) => typeof each === 'string') ?? name;
}
