import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import type { Actor } from '../definition/index.js';
import type { Outcome } from '../engine/commands.js';
import { EngineService } from '../engine/engine.service.js';
import { EvidenceIntake, type ArrivedFile } from '../evidence/evidence-intake.js';
import { DomainError } from '../kernel/domain-error.js';
import { TimeSource } from '../kernel/time-source.js';
import { LetterLink } from '../notices/letter-link.entity.js';
import { Transactions } from '../store/transactions.js';
import { writerOf } from './answer-writer.js';
import { wentToConfirmed } from './link-address.js';
import { LinkLog } from './link-log.js';
import type { OpenedLink } from './opened-link.js';

/** What somebody answers by a link. */
export interface SentAnswer {
  readonly answer: string;
  readonly files: readonly ArrivedFile[];
}

/** Does the one act that a link is for. */
@Injectable()
export class LinkAnswers {
  constructor(
    private readonly engine: EngineService,
    private readonly intake: EvidenceIntake,
    private readonly log: LinkLog,
    private readonly time: TimeSource,
    private readonly transactions: Transactions,
  ) {}

  /**
   * The act, its files and the use of the link are one transaction: after a crash the link is open
   * still and nothing was answered, or the answer is there and the link shows it.
   *
   * @throws DomainError EVENT_NOT_ACCEPTED (somebody was quicker, or nobody waits for it),
   *   INPUT_INVALID, EVIDENCE_TYPE_NOT_ALLOWED, EVIDENCE_CONTENT_MISMATCH, EVIDENCE_LIMIT_REACHED,
   *   UNAVAILABLE
   */
  async give({ link, record }: OpenedLink, sent: SentAnswer, address: string): Promise<void> {
    const at = this.time.now();
    const { caseId, act } = link;
    const { name } = record.filing.respondent;
    const respondent = { role: 'respondent', accountId: null, unitId: null, name } as const;
    const rows = await this.intake.check(sent.files, respondent, caseId, at);
    await this.intake.keep(sent.files);
    const files = rows.map(({ id, name: file, type, size, sha256 }) => {
      return { evidenceId: id, name: file, type, size, sha256 };
    });
    const writer = await writerOf(this.transactions.manager, link, record, at);
    await this.engine.send(
      {
        caseId,
        event: { type: act, payload: { answer: sent.answer, files, ...writer } },
        through: 'link',
        actor: respondent satisfies Actor,
        at,
        // The token is the scope: it was given out for this case and this act.
        inScope: () => true,
      },
      async (outcome, tx) => {
        await use(tx, link, outcome, at);
        await this.intake.write(tx, caseId, rows);
        await this.log.write('answered', address, link, tx);
      },
    );
  }
}

/**
 * The question must be the link's own: what was asked anew, or elsewhere, is not answered by an old
 * link.
 */
async function use(
  tx: EntityManager,
  link: LetterLink,
  { record, clocks }: Outcome,
  at: Date,
): Promise<void> {
  const { caseId, id } = link;
  const generations = clocks
    .filter(({ name }) => name === link.clock)
    .map(({ generation }) => generation);
  const isAsked = Math.max(...generations) === link.generation && wentToConfirmed(link, record);
  const free = { caseId, id, answeredAt: IsNull(), revokedAt: IsNull() };
  const used = { answeredAt: at, answeredSeq: record.version };
  const { affected } = isAsked ? await tx.update(LetterLink, free, used) : { affected: 0 };
  if (affected !== 1) {
    throw new DomainError('EVENT_NOT_ACCEPTED', 'This link takes no answer any more.');
  }
}
