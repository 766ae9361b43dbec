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
  [
    '550-5.2.1 The user you are trying to contact is receiving mail at a rate that\r\n550-5.2.1 prevents additional messages from being delivered.',
    'Google: its own code of a closed mailbox, and other words',
    true,
  ],
  [
    '550-5.2.1 The user is receiving mail at a\n550 5.2.1 rate that prevents more',
    'Google, a phrase across two lines',
    true,
  ],
  ['550 5.2.1 This user is receiving mail too quickly', 'Google', true],
  ['550 5.4.5 Daily user sending quota exceeded.', 'Google', true],
  ['550 5.4.5 Daily SMTP relay sending limit exceeded for customer', 'Google', true],
  ['552 Daily sending quota exceeded', 'the day before the verb', true],
  ['552 Sending quota exceeded for this day', 'the day behind it', true],
  ['550 You have exceeded the hourly sending limit', 'cPanel, the limit behind the verb', true],
  ['550 Domain a.example has exceeded the max emails per hour limit; slow down', 'cPanel', true],
  ['550 RP:TRC the sender has sent to too many today', 'NetEase, of readers in a day', true],
  ['554 5.7.1 You are sending too fast', 'many', true],
  ['550 Please slow down', 'many', true],
  ['550 Too many errors', 'Postfix, of a session', true],
  ['554 Too many recipients', 'RFC 5321 4.5.3.1.10: the rest is to be sent again', true],
  ['554 DT:SPM 163 smtp, please try it again', 'NetEase'],
  ['550 Message was not accepted. Please try it again', 'without a time'],
  ['550 Mailbox busy', 'RFC 5321, of 450'],
  ['550 系统繁忙，请重试', 'in Chinese'],
  ['550 请稍候再试', 'in Chinese, the other character'],
  ['550 請稍後再試', 'in traditional characters'],
  ['550 发送过快', 'in Chinese', true],
  ['550 连接数过多', 'in Chinese', true],
  ['550 超出发送限制', 'in Chinese', true],
  ['550 当日发信量已达上限', 'in Chinese', true],
  ['550 今日发送数量超限', 'in Chinese', true],
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
  ['550 5.2.1 Mailbox disabled, not accepting messages', 'RFC 3463'],
  ['550 5.2.1 The mailbox is closed, try again later', 'the code is plain, the words are polite'],
  ['550 Mailbox disabled', 'without a code'],
  ['550 No such user here; please try again', 'without a code, and polite'],
  ['550 User unknown, slow down', 'without a code: no pace helps'],
  ['550 用户不存在，请稍后确认', 'in Chinese, and polite'],
  ['550 5.7.1 Message rejected as spam by content filter', 'of content'],
  ['554 Please correct the address and try again', 'asks for another letter'],
  ['552 5.2.2 The mailbox is over quota', 'a full mailbox'],
  ['552 5.2.2 Mailbox quota exceeded', 'a full mailbox'],
  ['552 邮件大小超过限制', 'of size'],
  ['552 附件大小超出发送限制', 'of size, with the words of sending'],
  ['552 5.3.4 Message exceeds the sending size limit', 'of size'],
  ['554 5.4.6 Too many hops', 'Postfix, a loop'],
  ['554 Too many Received headers', 'a loop'],
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

  it.each(forGood.map(([response]) => response))('%s: not slower', (response) => {
    // The words that ask for less stand beside a reader that is not there.
    expect(meansSlower(response)).toBe(response.includes('slow down'));
  });

  it.each(forGood)('%s: for good (%s)', (response) => {
    expect(meansLater(response)).toBe(false);
  });
});
