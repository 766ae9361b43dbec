import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { clientOf } from '../identity/client-address.js';
import { newId } from '../kernel/ids.js';
import { TimeSource } from '../kernel/time-source.js';
import type { LetterLink } from '../notices/letter-link.entity.js';
import { Transactions } from '../store/transactions.js';
import { LinkUse, type LinkUseKind } from './link-use.entity.js';

/** The record of every use of a link, and of every try that was none. */
@Injectable()
export class LinkLog {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: TimeSource,
  ) {}

  /** @param link null for what is no link of ours */
  async write(
    what: LinkUseKind,
    address: string,
    link: LetterLink | null,
    tx: EntityManager = this.transactions.manager,
  ): Promise<void> {
    const at = this.time.now();
    await tx.insert(LinkUse, {
      id: newId(at),
      at,
      what,
      client: clientOf(address),
      caseId: link?.caseId ?? null,
      linkId: link?.id ?? null,
    });
  }
}
