import { listenPlace } from './listen-place.js';
import type { SettingReader } from './setting-reader.js';

/** How letters that come back are heard of. */
export interface BounceSettings {
  /** The address that they come back to: `bounces@example.gov.cn`, with a token for each letter. */
  readonly address: string;
  /** A mailbox that is read: `imaps://user:password@host/INBOX`; null: none. */
  readonly imapUrl: string | null;
  /** Where a server of our own takes them; null: nowhere. */
  readonly listen: { readonly host: string; readonly port: number } | null;
}

const ADDRESS = /^[^\s<>@+]+@[^\s<>@]+$/;
const NEITHER =
  'BOUNCE_ADDRESS is set, and what comes back there is read neither by BOUNCE_IMAP_URL nor by BOUNCE_LISTEN';

/** Null where nobody reads what comes back; then no report is asked for. */
export function bounceSettings(read: SettingReader): BounceSettings | null {
  const rule = 'an e-mail address without a plus sign';
  const address = read.matching('BOUNCE_ADDRESS', null, rule, (text) => ADDRESS.test(text));
  const imapUrl = read.url('BOUNCE_IMAP_URL', null, ['imaps:', 'imap:']);
  const place = read.matching(
    'BOUNCE_LISTEN',
    null,
    'an address with its port: 127.0.0.1:2525',
    (text) => listenPlace(text) !== null,
  );
  const readers = ['BOUNCE_IMAP_URL', 'BOUNCE_LISTEN'];
  if (address === null) {
    read.forbid(readers, 'BOUNCE_ADDRESS is not, so that nothing comes back there');
    return null;
  }
  if (!readers.some((name) => read.isGiven(name))) read.problems.push(`${NEITHER}.`);
  return { address, imapUrl, listen: listenPlace(place) };
}
