import { readFileSync } from 'node:fs';
import { withoutByteOrderMark } from '../kernel/plain-text.js';

/**
 * Settings whose value lets somebody in. Each can be given as a file, `DATABASE_URL_FILE=/path`, as
 * Docker and systemd hand secrets over: what is in the environment is seen by more than one thinks.
 */
export const secretSettings: readonly string[] = [
  'DATABASE_URL',
  'SMTP_URL',
  'BOUNCE_IMAP_URL',
  'EVIDENCE_ACCESS_KEY',
  'EVIDENCE_SECRET_KEY',
];

/** The setting that names the file of a secret. */
export const fileSetting = (name: string): string => `${name}_FILE`;

/** Either the secret or what is wrong with its file, which completes "NAME_FILE must be …". */
export type SecretRead = { readonly secret: string } | { readonly rule: string };

/** Neither path nor content is told: whoever mistakes one setting for the other gives the secret. */
export function readSecret(path: string): SecretRead {
  let content: string;
  try {
    content = withoutByteOrderMark(readFileSync(path, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { rule: `the path of a file that this user may read (${code ?? 'unreadable'})` };
  }
  const secret = content.replace(/\r?\n$/, '');
  const isOneLine = secret.trim() !== '' && !/[\r\n]/.test(secret);
  return isOneLine ? { secret } : { rule: 'the path of a file with one line, which is the secret' };
}
