import type { Readable } from 'node:stream';

/** A file on this machine that goes into the store. */
export interface FileToKeep {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

/** Keeps the contents of files under their hash, so that the same content is kept once. */
export abstract class EvidenceStore {
  /**
   * @param patienceMs how long to wait for its answer
   * @throws EvidenceStoreUnusable in a sentence
   */
  abstract check(patienceMs?: number): Promise<void>;

  /**
   * When it resolves, the content survives a crash. What is kept under the hash already is
   * replaced by the same: a copy that was damaged is whole again. The file itself may be gone.
   *
   * @throws DomainError UNAVAILABLE when the store does not answer
   */
  abstract put(file: FileToKeep): Promise<void>;

  /**
   * The content from its beginning; null when there is none under the hash. Nobody has checked it.
   *
   * @throws DomainError UNAVAILABLE when the store does not answer
   */
  abstract open(sha256: string): Promise<Readable | null>;
}

/** Files cannot be kept there; the message is for whoever starts the product. */
export class EvidenceStoreUnusable extends Error {
  override readonly name = 'EvidenceStoreUnusable';
}

/** `ab/cd/abcd…`: no folder has too many files. */
export function placeOf(sha256: string): string {
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
}
