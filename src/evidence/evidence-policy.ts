import type { Role } from '../definition/index.js';

/** How many files a case may have: more than a large one needs, few enough for one list. */
export const MOST_FILES = 200;

/** In bytes of UTF-8: 80 汉字. File systems take 255, and a reader's may add a number to it. */
export const LONGEST_NAME = 240;

/** In characters, as every other remark for the file. */
export const LONGEST_NOTE = 2_000;

/** Who may add a file to a case in scope; the acts of the workflows say it again, and the state. */
export const uploaders: readonly Role[] = [
  'enterprise',
  'acceptor',
  'acceptorHead',
  'handler',
  'handlerHead',
  'supervisor',
];

/** Who may seal a file. */
export const sealers: readonly Role[] = ['acceptorHead', 'supervisor'];

/** Who may still open a sealed file: those who may seal one, and whoever audits the case. */
const readersOfSealed: readonly Role[] = [...sealers, 'auditor'];

export const mayReadSealed = (role: Role): boolean => readersOfSealed.includes(role);

/** A file as far as it decides who sees it. */
interface Shown {
  readonly uploaderRole: string;
  readonly shownToEnterprise: boolean;
}

/**
 * What an enterprise hands in is seen by everybody in scope; what an officer adds is seen by the
 * authorities, and by the enterprise only if the officer says so.
 */
export function isVisible({ uploaderRole, shownToEnterprise }: Shown, reader: Role): boolean {
  return reader !== 'enterprise' || uploaderRole === 'enterprise' || shownToEnterprise;
}
