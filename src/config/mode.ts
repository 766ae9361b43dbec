import type { Mode } from './config.js';
import { isLoopback } from './loopback.js';
import type { SettingReader } from './setting-reader.js';

const NEEDED_IN_PRODUCTION = ['DATABASE_URL', 'SMTP_URL', 'PUBLIC_URL', 'MAIL_FROM'];

/** Settings by which the world outside is reached: who gives one says what the process is. */
const OUTSIDE = ['DATABASE_URL', 'SMTP_URL', 'EVIDENCE_ENDPOINT'];

/**
 * What the process is. Without a word it is a demonstration, as long as it has nothing but its own
 * folder: a slip in the settings of an installation must not make a demonstration out of it.
 */
export function modeFrom(read: SettingReader): Mode {
  const word = read.matching('NODE_ENV', null, '`production` or `demonstration`', (text) =>
    ['production', 'demonstration'].includes(text),
  );
  const outside = OUTSIDE.filter((name) => read.isGiven(name));
  if (outside.length > 0) {
    const reason = `with ${outside.join(', ')} it must be \`production\` or \`demonstration\``;
    read.require(['NODE_ENV'], reason);
  }
  if (word !== 'production') return 'demo';
  read.require(NEEDED_IN_PRODUCTION, 'NODE_ENV=production needs it');
  return 'production';
}

/** A demonstration is nobody's but this machine's: the passwords of its accounts are public. */
export function refuseOutsiders(read: SettingReader): void {
  const why = 'in a demonstration, whose passwords are public';
  const host = read.text('HOST');
  if (host !== null && !isLoopback(host)) {
    read.refuse('HOST', `127.0.0.1, ::1 or localhost ${why}`);
  }
  const address = read.parsed('PUBLIC_URL');
  if (address && (address.protocol !== 'http:' || !isLoopback(address.hostname))) {
    read.refuse('PUBLIC_URL', `a URL that starts with http://localhost ${why}`);
  }
}
