import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { CasesService } from '../cases/cases.service.js';
import type { Principal } from '../identity/principal.js';
import { readerOf } from '../identity/reader.js';
import { readsLinks } from '../identity/what-is-read.js';
import { DomainError } from '../kernel/domain-error.js';
import { TimeSource } from '../kernel/time-source.js';
import { LetterLink } from '../notices/letter-link.entity.js';
import { Transactions } from '../store/transactions.js';
import { wentToConfirmed } from './link-address.js';
import { LinkDoor } from './link-door.js';
import { LinkUse } from './link-use.entity.js';
import type { LinkView } from './link.view.js';

const MOST_USES = 50;

/** The links of a case, for the officers who sent them and those who accept and supervise it. */
@Injectable()
export class LinkList {
  constructor(
    private readonly cases: CasesService,
    private readonly transactions: Transactions,
    private readonly door: LinkDoor,
    private readonly time: TimeSource,
  ) {}

  /**
   * In the order in which they were made; no token is in them.
   *
   * @throws DomainError NOT_FOUND; FORBIDDEN for a unit that only cooperates
   */
  async of(principal: Principal, caseId: string): Promise<readonly LinkView[]> {
    await this.readable(principal, caseId);
    const { manager } = this.transactions;
    const links = await manager.find(LetterLink, { where: { caseId }, order: { id: 'ASC' } });
    const views: LinkView[] = [];
    for (const link of links) {
      const opened = await this.door.read(link);
      if (!opened) continue;
      const { state, dueOn, expiresOn, record } = opened;
      const { id, act, recipient, madeAt } = link;
      const uses = await manager.find(LinkUse, {
        where: { caseId, linkId: id },
        order: { at: 'DESC', id: 'DESC' },
        take: MOST_USES,
      });
      views.push({
        id,
        act,
        recipient,
        recipientConfirmed: wentToConfirmed(link, record),
        identityVerified: false,
        state,
        madeAt: madeAt.toISOString(),
        dueOn,
        expiresOn,
        uses: uses.map(({ at, what, client }) => ({ at: at.toISOString(), what, client })),
      });
    }
    return views;
  }

  /**
   * From now on the link opens nothing; what was answered by it stays. Twice is as good as once.
   *
   * @throws DomainError NOT_FOUND; FORBIDDEN for a unit that only cooperates
   */
  async revoke(principal: Principal, caseId: string, id: string): Promise<void> {
    await this.readable(principal, caseId);
    const { manager } = this.transactions;
    const revocation = { revokedAt: this.time.now(), revokedBy: principal.accountId };
    const { affected } = await manager.update(
      LetterLink,
      { caseId, id, revokedAt: IsNull() },
      revocation,
    );
    if (affected === 1 || (await manager.existsBy(LetterLink, { caseId, id }))) return;
    throw new DomainError('NOT_FOUND', 'The case has no such link.');
  }

  private async readable(principal: Principal, caseId: string): Promise<void> {
    const record = await this.cases.inScope(principal, caseId);
    if (readsLinks(readerOf(principal, record))) return;
    throw new DomainError('FORBIDDEN', 'Its links are for the unit that has the case.');
  }
}
