import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Locale } from '../definition/index.js';
import { AccountLetters, type AccountLetter } from '../identity/account-letters.js';
import { chinaMinute } from '../kernel/business-date.js';
import { WebhookHealth, type PausedEndpoint, type PauseTeller } from '../notices/webhook-health.js';
import { WriteBatch } from '../store/write-batch.js';

interface Owner {
  readonly accountId: string;
  readonly email: string;
  readonly name: string;
  readonly language: Locale;
}

/** Tells the accounts of an enterprise that its webhook was paused. */
@Injectable()
export class WebhookLetters implements PauseTeller, OnModuleInit {
  constructor(
    private readonly health: WebhookHealth,
    private readonly letters: AccountLetters,
  ) {}

  onModuleInit(): void {
    this.health.tellTo(this);
  }

  async paused(
    tx: EntityManager,
    { id, enterpriseId, url, failingSince, cause }: PausedEndpoint,
    at: Date,
  ): Promise<void> {
    const owners = await tx.query<Owner[]>(
      `SELECT id AS "accountId", email, name, language FROM accounts
        WHERE enterprise_id = $1 AND status = 'active' ORDER BY id`,
      [enterpriseId],
    );
    const owed = owners.map((to): AccountLetter<'webhookPaused'> => ({
      name: 'webhookPaused',
      cause: `webhookPaused:${id}:${at.toISOString()}`,
      to,
      variables: { name: to.name, url, id, since: chinaMinute(failingSince), cause },
    }));
    const batch = new WriteBatch(tx);
    this.letters.put(batch, owed, at);
    await batch.send();
  }
}
