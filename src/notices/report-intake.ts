import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Incidents } from '../incidents/incidents.js';
import { TimeSource } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';
import { readReport, type DeliveryReport } from './delivery-report.js';
import { asBeginning, LetterFates } from './letter-fates.js';
import { Notice } from './notice.entity.js';
import { STRANGER } from './outbox.js';

/** What became of a mail that came to the address of returns. */
export type Taken = 'failed' | 'delayed' | 'passed over';

/**
 * Takes what comes back. A letter that was taken over and comes back has failed, as one that was
 * refused at once: with the words, an incident, and the term that it begins standing still.
 */
@Injectable()
export class ReportIntake {
  constructor(
    private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly incidents: Incidents,
    private readonly fates: LetterFates,
    private readonly time: TimeSource,
  ) {}

  /** @param recipients whom the server that took it says that it was for */
  async take(raw: Buffer, recipients: readonly string[]): Promise<Taken> {
    const { bounces } = this.config;
    const report = bounces && (await readReport(raw, recipients, bounces.address));
    if (!report) return 'passed over';
    const letter = await this.transactions.manager.findOneBy(Notice, {
      returnToken: report.token,
    });
    if (!letter || isOfAnother(report, letter)) return 'passed over';
    return report.outcome === 'failed' ? this.failed(letter, report) : this.delayed(letter, report);
  }

  /** What was sent has failed, once: a second report, or one about an earlier try, changes nothing. */
  private async failed(letter: Notice, { words }: DeliveryReport): Promise<Taken> {
    const at = this.time.now();
    const beginning = asBeginning(letter);
    const { id, caseId, attempts, party } = letter;
    const cause = `came back: ${words}`;
    return this.transactions.run(async (tx): Promise<Taken> => {
      if (caseId !== null) await this.fates.listener.lock(tx, caseId);
      const [, changed] = await tx.query<[unknown[], number]>(
        `UPDATE notices SET status = 'failed', last_error = $2 WHERE id = $1 AND status = 'sent'`,
        [id, cause],
      );
      if (changed === 0) return 'passed over';
      if (party !== STRANGER) {
        const report = { caseId, kind: 'notice', subject: id, cause, attempts, at } as const;
        await this.incidents.open(tx, report);
      }
      if (beginning) await this.fates.listener.lost(tx, beginning, at);
      return 'failed';
    });
  }

  /** It is still on its way; that is told beside the proof. */
  private async delayed({ id }: Notice, { words }: DeliveryReport): Promise<Taken> {
    await this.transactions.manager.query(
      `UPDATE notices SET last_error = $2 WHERE id = $1 AND status = 'sent'`,
      [id, `delayed: ${words}`],
    );
    return 'delayed';
  }
}

/** It bears the token of one letter and quotes another one. */
const isOfAnother = ({ messageId }: DeliveryReport, letter: Notice): boolean =>
  messageId !== null && messageId !== letter.messageId;
