import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { FeedEvent } from '../engine/feed-event.entity.js';
import type { Principal } from '../identity/principal.js';
import { Transactions } from '../store/transactions.js';
import type { EventView, EventsView } from './event.view.js';
import { EVENTS_KEPT_DAYS } from './forget-old-events.js';
import {
  decodeFeedCursor,
  encodeFeedCursor,
  unknownCursor,
  type FeedCursor,
} from './feed-cursor.js';
import { placeEvents } from './feed-places.js';

const DEFAULT_LIMIT = 100;

/** What is asked of the feed. */
export interface FeedPage {
  readonly after?: string;
  readonly limit?: number;
}

interface FeedState {
  readonly last: number;
  readonly forgotten: number;
  readonly unplaced: boolean;
}

type ListedEvent = Pick<
  FeedEvent,
  'id' | 'type' | 'clock' | 'caseId' | 'at' | 'state' | 'awaits' | 'awaitsUntil'
> & { readonly position: number; readonly caseNumber: string };

/** What has happened in an enterprise's cases, from a place on. */
@Injectable()
export class EventFeed {
  constructor(private readonly transactions: Transactions) {}

  /**
   * The events after a place, in the order of the feed; from the oldest kept one on without a place.
   *
   * @throws DomainError INPUT_INVALID for a cursor that this feed has not given out, CURSOR_EXPIRED
   *   when events after it are deleted already
   */
  async page({ enterpriseId }: Principal, { after, limit }: FeedPage): Promise<EventsView> {
    if (enterpriseId === null) throw new DomainError('FORBIDDEN', 'Events are for enterprises.');
    const from = after === undefined ? null : decodeFeedCursor(after, enterpriseId);
    const { forgotten, last, unplaced } = await this.state(enterpriseId);
    if (unplaced) await this.transactions.run((tx) => placeEvents(tx, enterpriseId));
    if (from) await this.requireKnown(from, { forgotten, last });
    const start = from ?? { enterpriseId, position: forgotten, eventId: null };
    const rows = await this.eventsAfter(start, limit ?? DEFAULT_LIMIT);
    const end = rows.at(-1);
    const next = end ? { enterpriseId, position: end.position, eventId: end.id } : start;
    return { items: rows.map(viewOf), nextCursor: encodeFeedCursor(next) };
  }

  private async state(enterpriseId: string): Promise<FeedState> {
    const [state] = await this.transactions.manager.query<[FeedState]>(
      `SELECT coalesce(max(f.last), 0) AS last, coalesce(max(f.forgotten), 0) AS forgotten,
              EXISTS (SELECT FROM feed_events
                       WHERE enterprise_id = $1 AND position IS NULL) AS unplaced
         FROM feeds f WHERE f.enterprise_id = $1`,
      [enterpriseId],
    );
    return state;
  }

  /** A place that the database does not know (it was restored to an earlier day) is told, too. */
  private async requireKnown(
    { enterpriseId, position, eventId }: FeedCursor,
    { forgotten, last }: Pick<FeedState, 'forgotten' | 'last'>,
  ): Promise<void> {
    if (position < forgotten) {
      throw new DomainError(
        'CURSOR_EXPIRED',
        `Events after it are deleted; they are kept for ${EVENTS_KEPT_DAYS} days. Read your cases, then begin without after.`,
        { keptDays: EVENTS_KEPT_DAYS },
      );
    }
    if (position > last) throw unknownCursor();
    if (eventId === null || position === forgotten) return;
    const [known] = await this.transactions.manager.query<{ id: string }[]>(
      'SELECT id FROM feed_events WHERE enterprise_id = $1 AND position = $2',
      [enterpriseId, position],
    );
    if (known?.id !== eventId) throw unknownCursor();
  }

  private eventsAfter(
    { enterpriseId, position }: FeedCursor,
    limit: number,
  ): Promise<ListedEvent[]> {
    return this.transactions.manager.query(
      `SELECT e.position, e.id, e.type, e.clock, e.case_id AS "caseId", c.number AS "caseNumber",
              e.at, e.state, e.awaits, e.awaits_until AS "awaitsUntil"
         FROM feed_events e JOIN cases c ON c.id = e.case_id
        WHERE e.enterprise_id = $1 AND e.position > $2
        ORDER BY e.position LIMIT $3`,
      [enterpriseId, position, limit],
    );
  }
}

function viewOf({ position: _, at, ...event }: ListedEvent): EventView {
  return { ...event, at: at.toISOString() };
}
