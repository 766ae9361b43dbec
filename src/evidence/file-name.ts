import type { InputError } from '../kernel/domain-error.js';
import { isPlainLine } from '../kernel/plain-text.js';
import { LONGEST_NAME } from './evidence-policy.js';

/** Between the places of a path on some system: a name with one of them may mean another file. */
const PATH = /[/\\:]|^\.{1,2}$/;

/** What a decoder puts where bytes were no UTF-8. */
const UNREADABLE = /[\uFFFD\p{Cs}]/u;

/**
 * What is wrong with the name of a file that was sent. It is refused and never mended: a name
 * that changes on the way is not the name that the sender knows.
 */
export function refuseFileName(name: string): readonly InputError[] {
  const broken = (rule: string, message: string) => ({ path: 'file', rule, message });
  return [
    ...(PATH.test(name)
      ? [broken('fileNameWithoutPath', 'the name must be one name, without / \\ : or ..')]
      : []),
    ...(!isPlainLine(name) && !UNREADABLE.test(name)
      ? [broken('fileNameVisible', 'the name must have no control or hidden characters')]
      : []),
    ...(UNREADABLE.test(name)
      ? [broken('fileNameReadable', 'the name must be written in UTF-8')]
      : []),
    ...(name.trim() === '' || Buffer.byteLength(name) > LONGEST_NAME
      ? [broken('fileNameLength', `the name must have 1 to ${LONGEST_NAME} bytes in UTF-8`)]
      : []),
  ];
}

/** What follows the last dot, in lower case: `合同.PDF` → `pdf`; empty where there is none. */
export function extensionOf(name: string): string {
  return /.\.([^.]+)$/s.exec(name)?.[1]?.toLowerCase() ?? '';
}
