import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountLetters } from '../identity/account-letters.js';
import type { Principal } from '../identity/principal.js';
import { Incidents, type Retrying } from '../incidents/incidents.js';
import { chinaMinute } from '../kernel/business-date.js';
import { DomainError, inputInvalid } from '../kernel/domain-error.js';
import { newId, newSecret } from '../kernel/ids.js';
import { TimeSource } from '../kernel/time-source.js';
import { WebhookEndpoint } from '../notices/webhook-endpoint.entity.js';
import { WebhookTransport } from '../notices/webhook-transport.js';
import { selectRows } from '../store/select-rows.js';
import { Transactions } from '../store/transactions.js';
import { WriteBatch } from '../store/write-batch.js';

/** Of one enterprise; nobody has use for more. */
const MOST_ENDPOINTS = 10;
/** So long the secret of before signs beside the new one. */
const OVERLAP_MS = 24 * 3_600_000;

/** What somebody asks for. */
export interface NewWebhook {
  readonly url: string;
  readonly types?: readonly string[];
}

type Owner = Pick<Principal, 'accountId' | 'enterpriseId' | 'email' | 'name' | 'language'>;

/** Where an enterprise's own systems are called; every one of them is the enterprise's own affair. */
@Injectable()
export class Webhooks implements OnModuleInit, Retrying {
  constructor(
    private readonly transactions: Transactions,
    private readonly transport: WebhookTransport,
    private readonly letters: AccountLetters,
    private readonly incidents: Incidents,
    private readonly time: TimeSource,
  ) {}

  onModuleInit(): void {
    this.incidents.retryWith('webhook', this);
  }

  /**
   * Sets one up, with a secret, and owes its owner the letter that says so.
   *
   * @throws DomainError INPUT_INVALID for an address that is not called, and beyond ten
   */
  async create(owner: Owner, { url, types = [] }: NewWebhook, address: string) {
    const enterpriseId = enterpriseOf(owner);
    const refusal = await this.transport.refusalOf(url);
    if (refusal) throw inputInvalid([{ path: 'url', ...refusal }]);
    const at = this.time.now();
    const endpoint: WebhookEndpoint = {
      id: newId(at),
      enterpriseId,
      url: new URL(url).href,
      types: [...new Set(types)],
      secret: freshSecret(),
      previousSecret: null,
      previousUntil: null,
      status: 'active',
      failingSince: null,
      failures: 0,
      nextTryAt: null,
      pausedAt: null,
      createdAt: at,
      createdBy: owner.accountId,
      deletedAt: null,
    };
    await this.transactions.run(async (tx) => {
      // Two at once must not both be the tenth.
      await tx.query('SELECT FROM enterprises WHERE id = $1 FOR NO KEY UPDATE', [enterpriseId]);
      const [row] = await tx.query<{ n: number }[]>(
        `SELECT count(*)::integer AS n FROM webhook_endpoints
          WHERE enterprise_id = $1 AND deleted_at IS NULL`,
        [enterpriseId],
      );
      if ((row?.n ?? 0) >= MOST_ENDPOINTS) {
        const message = `You have ${MOST_ENDPOINTS} webhooks; delete one that is not used any more.`;
        throw inputInvalid([{ path: '', rule: 'maxWebhooks', message }]);
      }
      const batch = new WriteBatch(tx);
      batch.insert(WebhookEndpoint, [endpoint]);
      this.letters.put(batch, [madeLetter(owner, endpoint, address)], at);
      await batch.send();
    });
    return endpoint;
  }

  /** Those that were not deleted, the latest first. */
  list(owner: Owner): Promise<WebhookEndpoint[]> {
    return selectRows(
      this.transactions.manager,
      WebhookEndpoint,
      'WHERE enterprise_id = $1 AND deleted_at IS NULL ORDER BY created_at DESC, id DESC',
      [enterpriseOf(owner)],
    );
  }

  /** @throws DomainError NOT_FOUND also for somebody else's */
  async get(owner: Owner, id: string, tx = this.transactions.manager): Promise<WebhookEndpoint> {
    const [endpoint] = await selectRows(
      tx,
      WebhookEndpoint,
      'WHERE id::text = $1 AND enterprise_id = $2 AND deleted_at IS NULL',
      [id, enterpriseOf(owner)],
    );
    if (!endpoint) throw new DomainError('NOT_FOUND', 'You have no such webhook.');
    return endpoint;
  }

  /** Nothing is sent to it from now on; the row stays without its secrets, what waited is withdrawn. */
  async remove(owner: Owner, id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.get(owner, id, tx);
      const at = this.time.now();
      await tx.query(
        `UPDATE webhook_endpoints SET deleted_at = $2, secret = '', previous_secret = NULL,
                previous_until = NULL
          WHERE id = $1`,
        [id, at],
      );
      await tx.query(
        `UPDATE notices SET status = 'withdrawn', next_attempt_at = NULL
          WHERE endpoint_id = $1 AND status = 'pending'`,
        [id],
      );
      await closeIncident(tx, id, owner.accountId, at);
    });
  }

  /** A new secret signs from now on, and the one of before with it for a day. */
  async newSecret(owner: Owner, id: string): Promise<WebhookEndpoint> {
    const until = new Date(this.time.now().getTime() + OVERLAP_MS);
    return this.transactions.run(async (tx) => {
      await this.get(owner, id, tx);
      await tx.query(
        `UPDATE webhook_endpoints
            SET previous_secret = secret, previous_until = $2, secret = $3 WHERE id = $1`,
        [id, until, freshSecret()],
      );
      return this.get(owner, id, tx);
    });
  }

  /** It is called again for what happens from now on; what it has missed is in the feed. */
  async resume(owner: Owner, id: string): Promise<WebhookEndpoint> {
    return this.transactions.run(async (tx) => {
      await this.get(owner, id, tx);
      await setGoing(tx, id);
      await closeIncident(tx, id, owner.accountId, this.time.now());
      return this.get(owner, id, tx);
    });
  }

  /** An administrator has it tried again. @throws DomainError NOT_FOUND once it is deleted */
  async retry(tx: EntityManager, _caseId: string | null, subject: string): Promise<void> {
    if (!(await setGoing(tx, subject))) {
      throw new DomainError('NOT_FOUND', 'The webhook is not there any more.');
    }
  }
}

const freshSecret = (): string => `whsec_${newSecret(32)}`;

/** @throws DomainError FORBIDDEN for whoever has no enterprise */
export function enterpriseOf({ enterpriseId }: Pick<Principal, 'enterpriseId'>): string {
  if (enterpriseId !== null) return enterpriseId;
  throw new DomainError('FORBIDDEN', 'Webhooks are for enterprises.');
}

async function setGoing(tx: EntityManager, id: string): Promise<boolean> {
  const [, changed] = await tx.query<[unknown[], number]>(
    `UPDATE webhook_endpoints SET status = 'active', paused_at = NULL, failing_since = NULL,
            failures = 0, next_try_at = NULL
      WHERE id = $1 AND deleted_at IS NULL`,
    [id],
  );
  return changed > 0;
}

async function closeIncident(tx: EntityManager, id: string, by: string, at: Date): Promise<void> {
  await tx.query(
    `UPDATE incidents SET resolved_at = $2, resolved_by = $3
      WHERE kind = 'webhook' AND subject = $1 AND resolved_at IS NULL`,
    [id, at, by],
  );
}

function madeLetter(to: Owner, { id, url, createdAt }: WebhookEndpoint, address: string) {
  return {
    name: 'webhookMade',
    cause: `webhook:${id}`,
    to,
    variables: { name: to.name, url, id, at: chinaMinute(createdAt), address },
  } as const;
}
