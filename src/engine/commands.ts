import type { EntityManager } from 'typeorm';
import type { Actor, KeyScope, Proposer } from '../definition/index.js';
import type { Clock } from '../clocks/clock.entity.js';
import type { Case } from './case.entity.js';

/** A case after an event, with every generation of its clocks. */
export interface Outcome {
  readonly record: Case;
  readonly clocks: readonly Clock[];
}

/** Makes what the sender is told, inside the transaction, so that it can be kept under a key. */
export type MakeAnswer<Answer> = (outcome: Outcome, tx: EntityManager) => Promise<Answer>;

/** An act on a case. */
export interface SendCommand {
  readonly caseId: string;
  readonly event: { readonly type: string; readonly payload: unknown };
  readonly actor: Actor;
  /** What the API key may do by which the actor speaks; a key without any does nothing. */
  readonly keyScopes?: readonly KeyScope[];
  readonly at: Date;
  /** Refused when the case has moved on since the sender read it. */
  readonly expectedVersion?: number;
  /** The version as the sender counts it; not given: every step counts. */
  readonly versionOf?: (record: Case) => number;
  readonly idempotencyKey?: string;
  /** Told when the answer is one that was given before under the key. */
  readonly replayed?: () => void;
  /** What the sender asks for, where the event holds what was made for it; compared under the key. */
  readonly request?: unknown;
  /** The route of its own by which the act comes in; see `EventDefinition.through`. */
  readonly through?: string;
  /** Whether the case lies in the sender's scope; asked of the locked row. */
  readonly inScope: (record: Case) => boolean;
}

/** The filing of a complaint, or the opening of a case about others. */
export interface OpenCommand {
  readonly kind: string;
  readonly filing: unknown;
  readonly actor: Actor;
  /** The enterprise that files; null where the authorities open a case among themselves. */
  readonly enterprise: {
    readonly id: string;
    readonly name: string;
    /** Nobody complains of themselves; not asked of what an act of the enterprise opens. */
    readonly uscc?: string;
  } | null;
  /** For whom the product opens it. */
  readonly proposer?: Proposer;
  /** The lapse of a deadline has proposed it. */
  readonly byTime?: boolean;
  /** It is undone in any case, so nobody waits for the number that it would have had. */
  readonly isRehearsal?: boolean;
  readonly at: Date;
  readonly idempotencyKey?: string;
  /** Told when the answer is one that was given before under the key. */
  readonly replayed?: () => void;
  /** What the sender asks for, where that is more than the filing; compared under the key. */
  readonly request?: unknown;
  /** For a case about others: whether such a one lies in the sender's scope. */
  readonly inScope?: (record: Case) => boolean;
}
