import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import type { Attachment, Locale } from '../definition/index.js';
import { Incident } from '../incidents/incident.entity.js';
import { newId } from '../kernel/ids.js';
import type { JsonObject } from '../kernel/json.js';
import { WriteBatch, type NewRow } from '../store/write-batch.js';
import { LetterLink } from './letter-link.entity.js';
import { mailDomain } from './mail-identity.js';
import { Notice } from './notice.entity.js';
import { newReturnToken } from './return-address.js';
import { WorkingHours } from './working-hours.js';

/**
 * The party of a letter that anybody can have sent to an address of nobody's: when it cannot be
 * delivered, there is nothing for a person to do.
 */
export const STRANGER = 'stranger';

/** A letter that is owed to one recipient from now on. */
export interface NoticeOrder {
  /** Null for a letter about an account. */
  readonly caseId: string | null;
  /**
   * Why: `event:3` (history entry), `clock:cityReply#1@-3` (clock, generation and stage), or
   * `invitation:0199…` (what happened to an account, with its id).
   */
  readonly cause: string;
  /** `promise@1/receipt`, `accounts@1/invitation`. */
  readonly template: string;
  readonly party: string;
  /** The e-mail address. */
  readonly recipient: string;
  readonly recipientName: string;
  readonly accountId: string | null;
  /** The unit that the reader belongs to; null, also when it is left out, for everybody else. */
  readonly unitId?: string | null;
  /** The term that begins with its arrival; see `Told`. */
  readonly begins?: BegunTerm;
  readonly language: Locale;
  readonly variables: JsonObject;
  /** The letter holds a code and must not be kept once it is sent. */
  readonly confidential?: boolean;
  readonly link?: LetterLinkOrder;
  readonly attachments?: readonly Attachment[];
  /** It does not wait for working hours. */
  readonly atOnce?: boolean;
  /** Nobody is there who could read it: it has failed, and is an incident. */
  readonly unread?: boolean;
}

/** A generation of a clock. */
export interface BegunTerm {
  readonly clock: string;
  readonly generation: number;
}

/** What the link in a letter opens: an act, as long as a generation of a clock runs. */
export interface LetterLinkOrder {
  readonly act: string;
  readonly clock: string;
  readonly generation: number;
}

/** A link that nobody has used or revoked yet. */
const unused = { answeredAt: null, answeredSeq: null, revokedAt: null, revokedBy: null };

const NOBODY = 'Nobody is there who could read it.';
const failedUnread = { status: 'failed', nextAttemptAt: null, lastError: NOBODY } as const;

/** One for each party of a case that nobody stands for, whatever is written to it. */
const incidentOf =
  (at: Date) =>
  ({ caseId, party, template }: NoticeOrder): NewRow<Incident> => ({
    id: newId(at),
    caseId,
    kind: 'reader',
    subject: party,
    cause: `Nobody is there who could read a letter to the ${party}: ${template}`,
    attempts: 0,
    openedAt: at,
    resolvedAt: null,
    resolvedBy: null,
  });

/** Where letters are put together with what they tell, so that neither is without the other. */
@Injectable()
export class Outbox {
  private readonly domain: string;

  constructor(
    config: Config,
    private readonly hours: WorkingHours,
  ) {
    this.domain = mailDomain(config.mailFrom);
  }

  /**
   * Writes what is owed with the batch. A letter that is owed already (same case, cause,
   * template and recipient) is not owed twice. It is owed from `at` on, whenever it may leave.
   */
  put(batch: WriteBatch, orders: readonly NoticeOrder[], at: Date): void {
    // Sorted, because ids of one millisecond are random: letters go out in the order given.
    const ids = orders.map(() => newId(at)).sort();
    const opening = this.hours.opening(at);
    const links: LetterLink[] = [];
    const notices = orders.map((order, index): NewRow<Notice> => {
      const id = ids[index] ?? newId(at);
      const { caseId, recipient, link } = order;
      if (link && caseId !== null) {
        links.push({ ...unused, ...link, caseId, id, recipient, madeAt: at });
      }
      const notice = this.noticeOf(order, id, at, order.atOnce ? at : opening);
      return order.unread ? { ...notice, ...failedUnread } : notice;
    });
    batch.insert(Incident, orders.filter(({ unread }) => unread).map(incidentOf(at)), {
      onConflict: 'ON CONFLICT (case_id, kind, subject) WHERE resolved_at IS NULL DO NOTHING',
    });
    batch.insert(LetterLink, links);
    const onConflict = 'ON CONFLICT ON CONSTRAINT uq_notices_obligation DO NOTHING';
    batch.insert(Notice, notices, { onConflict });
  }

  /** Written out, property by property: copying an order with `...` takes as long as the rest of it. */
  private noticeOf(order: NoticeOrder, id: string, at: Date, releaseAt: Date): NewRow<Notice> {
    return {
      id,
      caseId: order.caseId,
      cause: order.cause,
      template: order.template,
      party: order.party,
      recipient: order.recipient,
      recipientName: order.recipientName,
      accountId: order.accountId,
      unitId: order.unitId ?? null,
      clock: order.begins?.clock ?? null,
      clockGeneration: order.begins?.generation ?? null,
      language: order.language,
      variables: order.variables,
      confidential: order.confidential ?? false,
      attachments: order.attachments ?? [],
      messageId: `<${id}@${this.domain}>`,
      returnToken: newReturnToken(),
      status: 'pending',
      queuedAt: at,
      atOnce: order.atOnce ?? false,
      releaseAt,
      nextAttemptAt: releaseAt,
      attempts: 0,
      earlierAttempts: 0,
    };
  }
}
