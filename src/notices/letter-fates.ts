import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** A letter with whose arrival a term of its case begins. */
export interface BeginningLetter {
  readonly id: string;
  readonly caseId: string;
  readonly clock: string;
  readonly clockGeneration: number;
  /** `arrears@1/feedbackAsked`. */
  readonly template: string;
}

/** Who knows what follows for a case when a letter arrives or does not; the owner of the cases. */
export interface FateHearer {
  /** Locks the case until the transaction ends, before anything of it is written. */
  lock(tx: EntityManager, caseId: string): Promise<void>;

  /** It will not arrive; its row says why. */
  lost(tx: EntityManager, letter: BeginningLetter, at: Date): Promise<void>;

  /** A server has taken it over. */
  arrived(tx: EntityManager, letter: BeginningLetter, at: Date): Promise<void>;
}

/**
 * What becomes of letters that begin a term, told to whoever owns the cases, in the transaction that
 * writes it down: neither is without the other. Fails when nobody listens.
 */
@Injectable()
export class LetterFates {
  private hearer: FateHearer | null = null;

  tellTo(hearer: FateHearer): void {
    this.hearer = hearer;
  }

  get listener(): FateHearer {
    if (!this.hearer) throw new Error('Nobody hears what becomes of letters that begin a term.');
    return this.hearer;
  }
}

/** The letter as one that begins a term; null for every other. */
export function asBeginning(letter: {
  readonly id: string;
  readonly caseId: string | null;
  readonly clock: string | null;
  readonly clockGeneration: number | null;
  readonly template: string;
}): BeginningLetter | null {
  const { id, caseId, clock, clockGeneration, template } = letter;
  if (caseId === null || clock === null || clockGeneration === null) return null;
  return { id, caseId, clock, clockGeneration, template };
}
