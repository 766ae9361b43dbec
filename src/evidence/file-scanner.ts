import { DomainError } from '../kernel/domain-error.js';

/** Who looks into files for programs that do harm (恶意代码防范), before they are stored. */
export abstract class FileScanner {
  /** @throws FileScannerUnusable in a sentence, at the start */
  abstract check(): Promise<void>;

  /**
   * @param path a file on this machine
   * @throws DomainError EVIDENCE_INFECTED; UNAVAILABLE when it does not answer or cannot tell, as
   *   nothing is taken that was not looked at
   */
  abstract scan(path: string): Promise<void>;
}

/** Nothing is set that looks into files; the start says so. */
export class NoScanner extends FileScanner {
  override async check(): Promise<void> {
    // There is nobody to be asked.
  }

  override async scan(): Promise<void> {
    // Taken as they are.
  }
}

/** Files cannot be looked into; the message is for whoever starts the product. */
export class FileScannerUnusable extends Error {
  override readonly name = 'FileScannerUnusable';
}

export function infected(): DomainError {
  const message = 'The file holds a program that does harm; it was not taken.';
  return new DomainError('EVIDENCE_INFECTED', message, {
    errors: [{ path: 'file', rule: 'fileHarmless', message }],
  });
}
