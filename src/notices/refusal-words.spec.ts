import { describe, expect, it } from '@jest/globals';
import { meansLater, meansSlower } from './refusal-words.js';

/** As servers are known to answer; the source stands beside each. */
const later: readonly (readonly [response: string, source: string, slower?: true])[] = [
  ['550 Domain frequency limited', 'Tencent, list of refusals', true],
  ['550 Ip frequency limited. http://service.mail.qq.com/', 'Tencent', true],
  ['550 Sender frequency limited', 'Tencent', true],
  ['550 Connection frequency limited', 'Tencent', true],
  ['550 Mailbox unavailable or access denied', 'Tencent: the reader gets too much just now'],
  ['554 HL:ICC: The IP has too many connections', 'NetEase', true],
  ['554 HL:IFC the IP is sending too fast', 'NetEase', true],
  ['554 MI:STC sender has sent too many mails today', 'NetEase', true],
  ['550 RP:QRC too many recipients', 'NetEase', true],
  ['554 DT:SPM 163 smtp, please try again', 'NetEase'],
  ['550 5.7.1 Greylisting in action, please come back later', 'greylisting'],
  ['550 Greylisted, see http://postgrey.example/', 'Postgrey'],
  ['554 5.7.1 Service unavailable; try again later', 'many'],
  ['550 4.7.1 Recipient address rejected', 'a persistent transient failure by its enhanced code'],
  ['554 Too many connections from your host', 'many', true],
  ['550 5.4.5 Rate limit exceeded', 'many', true],
  ['550 发信过于频繁，请稍后再试', 'in Chinese', true],
];

const forGood: readonly (readonly [response: string, source: string])[] = [
  ['550 5.1.1 <office@a.example>: Recipient address rejected: User unknown', 'Postfix'],
  ['550 Mailbox not found', 'Tencent'],
  ['550 mailbox unavailable', 'RFC 5321'],
  ['550 User not found: office@a.example', 'NetEase'],
  ['553 Requested action not taken: no smtp MX only', 'NetEase'],
  ['554 DT:SPM 163 smtp', 'NetEase, of content'],
  ['550 Mail content denied', 'Tencent'],
  ['552 5.2.2 Mailbox full', 'a full mailbox'],
  ['552 5.3.4 Message size exceeds fixed limit', 'Postfix'],
  ['550 5.1.1 No such user, do not try again later', 'words beside a code that is plain'],
  ['550 5.7.1 SPF unauthorized mail', 'Tencent'],
  ['554 5.7.1 Relay access denied', 'Postfix'],
];

describe('a refusal', () => {
  it.each(later.map(([response, source]) => [response, source] as const))(
    '%s: later (%s)',
    (response) => {
      expect(meansLater(response)).toBe(true);
    },
  );

  it.each(later.filter(([, , slower]) => slower).map(([response]) => response))(
    '%s: slower',
    (response) => {
      expect(meansSlower(response)).toBe(true);
    },
  );

  it.each(forGood)('%s: for good (%s)', (response) => {
    expect(meansLater(response)).toBe(false);
  });
});
