import { Inject, Injectable } from '@nestjs/common';
import { TimeWatch } from '../clocks/time-watch.js';
import { Config } from '../config/config.js';
import { DomainError } from '../kernel/domain-error.js';
import { TimeSource } from '../kernel/time-source.js';
import { messageOf } from '../loops/outages.js';
import { Metrics } from '../metrics/metrics.js';
import { AttachmentSources } from './attachment-sources.js';
import { DeliveryLanes, type Lane } from './delivery-lanes.js';
import { DeliveryRuns } from './delivery-runs.js';
import { DispatchQueue, type ClaimedNotice } from './dispatch-queue.js';
import { LetterLinks } from './letter-links.js';
import { MailHealth } from './mail-health.js';
import { domainOf, threadIdOf } from './mail-identity.js';
import { MailPace } from './mail-pace.js';
import { MailRefused, MailTransport, type Enclosures, type MailReceipt } from './mail-transport.js';
import { meansSlower } from './refusal-words.js';
import { LONGEST_DELAY_MS, nextTry } from './retry-policy.js';
import { leaseMs } from './smtp-mail-transport.js';
import { TemplateLibrary, type RenderedLetter } from './template-library.js';
import { withTrackingCode } from './tracking-code.js';
import { WebhookDispatcher } from './webhook-dispatcher.js';
import { wholeLetter } from './whole-letter.js';
import { WorkingHours } from './working-hours.js';

/** Deliveries at a time in one process: a server that hangs holds up one of them, not all. */
const LANES = 8;

/** A letter to a domain that has enough of this process's deliveries looks again after this. */
const MOMENT_MS = 1_000;

/**
 * Delivers what is owed, at least once: the row is claimed, the mail handed over, the answer
 * recorded. A process that dies in between leaves a row that is due again when its lease ends,
 * and goes out again under the same Message-ID. Webhooks go side by side with letters, in lanes of
 * their own: no endpoint can keep a letter waiting.
 */
@Injectable()
export class Dispatcher {
  private readonly leaseMs: number;
  private readonly letters: DeliveryRuns<ClaimedNotice>;

  constructor(
    private readonly config: Config,
    private readonly queue: DispatchQueue,
    private readonly templates: TemplateLibrary,
    private readonly links: LetterLinks,
    private readonly attachments: AttachmentSources,
    private readonly transport: MailTransport,
    // A run that is under way when the machine's clock jumps goes on by the time as it was.
    @Inject(TimeWatch) private readonly time: TimeSource,
    private readonly hours: WorkingHours,
    private readonly health: MailHealth,
    private readonly pace: MailPace,
    private readonly metrics: Metrics,
    private readonly webhooks: WebhookDispatcher,
  ) {
    this.leaseMs = leaseMs(config);
    this.letters = new DeliveryRuns(new DeliveryLanes(LANES, this.leaseMs), {
      now: () => this.time.now(),
      claim: (due, limit) => this.claim(due, limit),
      deliver: (lane, notice) => this.deliverInTurn(lane, notice),
    });
  }

  /**
   * Tries every notice that is due now. Several runs may overlap.
   *
   * @returns how many were tried
   */
  async runOnce(): Promise<number> {
    const { delivered } = await this.begin();
    return delivered;
  }

  /** Resolves when what is due is claimed; `delivered` when each was tried. */
  async begin(): Promise<{ readonly delivered: Promise<number> }> {
    const begun = await Promise.all([this.letters.begin(), this.webhooks.runs.begin()]);
    const both = begun.map(({ delivered }) => delivered);
    const delivered = Promise.allSettled(both)
      .then(() => Promise.all(both))
      .then((counts) => counts.reduce((sum, count) => sum + count, 0));
    // Who waits for the claim alone is told of it by the claim.
    delivered.catch(() => undefined);
    return { delivered };
  }

  /** When there is something to do again; in the past when something is due. */
  nextAttemptAt(): Promise<Date | null> {
    return this.queue.nextAttemptAt();
  }

  /** Whether no delivery of this process is under way. */
  get isIdle(): boolean {
    return this.letters.isIdle && this.webhooks.runs.isIdle;
  }

  /** Resolves when no delivery of this process is under way. */
  async settled(): Promise<void> {
    await Promise.all([this.letters.settled(), this.webhooks.runs.settled()]);
  }

  /** Takes nothing new and waits for what is under way. */
  async stop(): Promise<void> {
    await Promise.all([this.letters.stop(), this.webhooks.runs.stop()]);
  }

  /** A long run may outlast the working hours in which it began, so each claim looks again. */
  private async claim(due: Date, limit: number): Promise<ClaimedNotice[]> {
    const now = this.time.now();
    const opening = this.hours.opening(now);
    if (opening > now) await this.queue.putOff(due, opening);
    return this.queue.claim(due, new Date(now.getTime() + this.leaseMs), limit);
  }

  /**
   * Delivers it, unless it has to wait for its turn among the letters to its domain; answers with
   * how many letters were tried.
   */
  private async deliverInTurn(lane: Lane, notice: ClaimedNotice): Promise<0 | 1> {
    const now = this.time.now();
    const turn = await this.pace.turnOf(notice, now);
    if (turn) {
      await this.queue.putBack(notice, turn, turn);
      return 0;
    }
    if (!lane.enter(domainOf(notice.recipient), this.config.mailPace.atOnce)) {
      await this.queue.putBack(notice, new Date(now.getTime() + MOMENT_MS), notice.slotAt);
      return 0;
    }
    await this.deliver(notice);
    return 1;
  }

  private async deliver(notice: ClaimedNotice): Promise<void> {
    const { caseId, id } = notice;
    let letter: RenderedLetter;
    /** The same with its secrets, which are kept with no letter. */
    let leaving: RenderedLetter;
    try {
      letter = wholeLetter(this.templates, notice);
      const told = withTrackingCode(letter, notice.trackingCode);
      leaving = await this.links.addressed(caseId, id, told, this.time.now());
    } catch (error) {
      const cause = `The letter could not be written: ${messageOf(error)}`;
      await this.queue.giveUp(notice, null, cause, this.time.now());
      return;
    }
    let enclosures: Enclosures | undefined;
    try {
      enclosures = await this.attachments.enclosuresOf(notice);
    } catch (error) {
      await this.incomplete(notice, letter, error);
      return;
    }
    let receipt: MailReceipt;
    try {
      receipt = await this.transport.send({
        ...(enclosures && { enclosures }),
        messageId: notice.messageId,
        returnToken: notice.returnToken,
        threadId: caseId && threadIdOf(caseId, this.config.mailFrom),
        to: { name: notice.recipientName, address: notice.recipient },
        date: this.time.now(),
        ...leaving,
      });
    } catch (error) {
      await this.failed(notice, letter, error);
      return;
    }
    this.metrics.delivery('sent');
    await this.queue.recordSent(notice, letter, receipt.response, this.time.now());
    if (notice.serverFails) await this.health.works(this.time.now());
  }

  /** A letter never leaves without what it carries: a store that is away is waited for, no other. */
  private async incomplete(
    notice: ClaimedNotice,
    letter: RenderedLetter,
    error: unknown,
  ): Promise<void> {
    const isAway = error instanceof DomainError && error.code === 'UNAVAILABLE';
    if (isAway) {
      await this.failed(notice, letter, error);
      return;
    }
    const cause = `What the letter carries is not there: ${messageOf(error)}`;
    await this.queue.giveUp(notice, letter, cause, this.time.now());
  }

  private async failed(
    notice: ClaimedNotice,
    letter: RenderedLetter,
    error: unknown,
  ): Promise<void> {
    const now = this.time.now();
    const permanent = error instanceof MailRefused && error.permanent;
    const takesNothing = error instanceof MailRefused && !error.isAboutMail;
    this.metrics.delivery(permanent ? 'refused' : 'postponed');
    if (error instanceof MailRefused) await this.hearRefusal(notice, error, now);
    const usual = permanent ? null : nextTry(notice, now, this.hours);
    // One server that takes nothing is one incident, not one for each letter that waits for it.
    const next = takesNothing ? (usual ?? this.afterLongest(notice, now)) : usual;
    if (next === null) await this.queue.giveUp(notice, letter, messageOf(error), now);
    else await this.queue.postpone(notice, letter, messageOf(error), next);
  }

  private async hearRefusal(
    { recipient, serverFails }: ClaimedNotice,
    refusal: MailRefused,
    now: Date,
  ): Promise<void> {
    if (!refusal.isAboutMail) await this.health.fails(refusal.response, now);
    else if (serverFails) await this.health.works(now);
    if (meansSlower(refusal.response)) await this.pace.slower(recipient, now);
  }

  private afterLongest({ atOnce }: ClaimedNotice, now: Date): Date {
    const next = new Date(now.getTime() + LONGEST_DELAY_MS);
    return atOnce ? next : this.hours.opening(next);
  }
}
