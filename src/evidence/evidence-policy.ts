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
