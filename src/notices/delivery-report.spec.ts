import { describe, expect, it } from '@jest/globals';
import { readReport } from './delivery-report.js';

const token = '0123456789abcdef0123456789abcdef';
const base = 'bounces@qingnuo.example';
const verp = `bounces+${token}@qingnuo.example`;
const messageId = '<0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69@qingnuo.example>';

const lines = (...text: readonly string[]): string => text.join('\r\n');

/** A report in its three parts, as RFC 3462 has it. */
function report(
  status: string,
  {
    to = verp,
    returned = lines(`Message-ID: ${messageId}`, 'Subject: =?utf-8?B?5rWL6K+V?='),
    returnedType = 'text/rfc822-headers',
    from = 'MAILER-DAEMON@mail.example',
  } = {},
): string {
  return lines(
    `From: Mail Delivery System <${from}>`,
    `To: ${to}`,
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'I am sorry to have to inform you.',
    '',
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    status,
    '',
    '--b1',
    `Content-Type: ${returnedType}`,
    '',
    returned,
    '',
    '--b1--',
    '',
  );
}

function letter(headers: readonly string[], ...body: readonly string[]): string {
  return lines(...headers, 'Content-Type: text/plain; charset=utf-8', '', ...body, '');
}

const read = (raw: string, recipients: readonly string[] = []) =>
  readReport(Buffer.from(raw), recipients, base);

/** As programs write them: the words, and what is to be read. */
const failures: readonly (readonly [program: string, raw: string, words: string])[] = [
  [
    'Postfix',
    report(
      lines(
        'Reporting-MTA: dns; mail.example',
        `Original-Envelope-Id: ${token}`,
        'X-Postfix-Queue-ID: 4F2A1',
        'Arrival-Date: Mon, 2 Mar 2026 09:00:00 +0800 (CST)',
        '',
        'Final-Recipient: rfc822; office@respondent.example',
        'Original-Recipient: rfc822;office@respondent.example',
        'Action: failed',
        'Status: 5.1.1',
        'Remote-MTA: dns; mx.respondent.example',
        'Diagnostic-Code: smtp; 550 5.1.1 <office@respondent.example>: Recipient address',
        '    rejected: User unknown in virtual mailbox table',
      ),
    ),
    '5.1.1 550 5.1.1 <office@respondent.example>: Recipient address rejected: User unknown in virtual mailbox table',
  ],
  [
    'Postfix, after five days',
    report(
      lines(
        'Reporting-MTA: dns; mail.example',
        '',
        'Final-Recipient: rfc822; office@respondent.example',
        'Action: failed',
        'Status: 4.4.1',
        'Diagnostic-Code: X-Postfix; connect to mx.respondent.example[192.0.2.1]:25: timed out',
      ),
    ),
    '4.4.1 connect to mx.respondent.example[192.0.2.1]:25: timed out',
  ],
  [
    'Exchange, fields in other cases and the whole letter',
    report(
      lines(
        'reporting-mta: dns;mail.respondent.example',
        '',
        'final-recipient: rfc822;office@respondent.example',
        'action: Failed',
        'status: 5.1.10',
        'diagnostic-code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found',
        'x-display-name: office',
      ),
      { returnedType: 'message/rfc822', from: 'postmaster@respondent.example' },
    ),
    '5.1.10 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found',
  ],
  [
    'Sendmail, without an action',
    report(
      lines(
        'Reporting-MTA: dns; relay.example',
        '',
        'Final-Recipient: RFC822; office@respondent.example',
        'Status: 5.2.1',
        'Diagnostic-Code: SMTP; 550 5.2.1 Mailbox disabled',
      ),
    ),
    '5.2.1 550 5.2.1 Mailbox disabled',
  ],
  [
    'by its envelope id alone',
    report(
      lines(
        `Original-Envelope-Id: ${token.toUpperCase()}`,
        'Reporting-MTA: dns; relay.example',
        '',
        'Final-Recipient: rfc822; office@respondent.example',
        'Action: failed',
        'Status: 5.0.0',
      ),
      { to: 'no-reply@qingnuo.example' },
    ),
    '5.0.0',
  ],
  [
    'by the headers that it returns alone',
    report(lines('Final-Recipient: rfc822; a@b.example', 'Action: failed', 'Status: 5.4.4'), {
      to: 'no-reply@qingnuo.example',
      returned: lines(`X-Qingnuo-Return: ${token}`, `Message-ID: ${messageId}`),
    }),
    '5.4.4',
  ],
  [
    'of several recipients one',
    report(
      lines(
        'Reporting-MTA: dns; relay.example',
        '',
        'Final-Recipient: rfc822; a@b.example',
        'Action: relayed',
        'Status: 2.0.0',
        '',
        'Final-Recipient: rfc822; c@b.example',
        'Action: failed',
        'Status: 5.1.1',
      ),
    ),
    '5.1.1',
  ],
  [
    'Tencent, words in Chinese',
    report(
      lines(
        'Reporting-MTA: dns; qq.example',
        '',
        'Final-Recipient: rfc822; 10001@qq.example',
        'Action: failed',
        'Status: 5.0.0',
        'Diagnostic-Code: smtp; 550 收件人邮箱不存在',
      ),
      { from: 'PostMaster@qq.example' },
    ),
    '5.0.0 550 收件人邮箱不存在',
  ],
  [
    'qmail, a letter to people',
    letter(
      ['From: MAILER-DAEMON@mail.example', `To: ${verp}`, 'Subject: failure notice'],
      'Hi. This is the qmail-send program at mail.example.',
      "I'm afraid I wasn't able to deliver your message to the following addresses.",
      '',
      '<office@respondent.example>:',
      '192.0.2.1 does not like recipient.',
      'Remote host said: 550 5.1.1 unknown user',
      '',
      '--- Below this line is a copy of the message.',
      '',
      `Message-ID: ${messageId}`,
    ),
    'Remote host said: 550 5.1.1 unknown user',
  ],
  [
    'Exim, by the header for addresses that failed',
    letter(
      [
        'From: Mail Delivery System <Mailer-Daemon@mail.example>',
        `To: ${verp}`,
        'X-Failed-Recipients: office@respondent.example',
        'Auto-Submitted: auto-replied'.replace('auto-replied', 'auto-generated'),
      ],
      'A message that you sent could not be delivered.',
    ),
    'no reason given',
  ],
];

describe('a report of non-delivery', () => {
  it.each(failures)('of %s is read', async (_, raw, words) => {
    expect(await read(raw)).toMatchObject({ token, outcome: 'failed', words });
  });

  it.each(failures.filter(([, raw]) => raw.includes(messageId)))(
    'of %s names the letter that it returns, or none',
    async (_, raw) => {
      expect([messageId, null]).toContain((await read(raw))?.messageId);
    },
  );

  it('is read with the ends of lines of another system', async () => {
    const raw = failures[0]?.[1] ?? '';
    expect(await read(raw.replaceAll('\r\n', '\n'))).toMatchObject({
      outcome: 'failed',
      messageId,
    });
  });

  it('is found by the address that the server says it was for', async () => {
    const status = lines('Final-Recipient: rfc822; a@b.example', 'Action: failed', 'Status: 5.1.1');
    const raw = report(status, { to: 'undisclosed-recipients:;' });
    expect(await read(raw)).toBeNull();
    expect(await read(raw, [verp.toUpperCase()])).toMatchObject({ token });
  });

  it('of a delay is no failure', async () => {
    const status = lines(
      'Final-Recipient: rfc822; a@b.example',
      'Action: delayed',
      'Status: 4.4.1',
    );
    expect(await read(report(status))).toMatchObject({ outcome: 'delayed', words: '4.4.1' });
  });
});

describe('what is no report', () => {
  const failed = lines('Final-Recipient: rfc822; a@b.example', 'Action: failed', 'Status: 5.1.1');
  it.each([
    ['one without a token', report(failed, { to: base })],
    ['one with a token cut short', report(failed, { to: verp.replace(token, token.slice(1)) })],
    ['one to another domain', report(failed, { to: verp.replace('qingnuo', 'other') })],
    ['one of success', report(failed.replace('failed', 'delivered').replace('5.1.1', '2.0.0'))],
    ['one that says nothing', report('Reporting-MTA: dns; relay.example')],
    [
      'an answer of a person on leave',
      letter(
        ['From: office@respondent.example', `To: ${verp}`, 'Auto-Submitted: auto-replied'],
        '本人 5 月 1 日至 5 日休假，550 元以下的事项请找同事。',
      ),
    ],
    [
      'an answer of a server on behalf of a person',
      letter(
        ['From: postmaster@respondent.example', `To: ${verp}`, 'Auto-Submitted: auto-replied'],
        'Error 550 5.1.1: I am away.',
      ),
    ],
    [
      'a warning that it is late',
      letter(
        ['From: MAILER-DAEMON@mail.example', `To: ${verp}`],
        'Warning: delayed; the server said 450 4.2.0 greylisted',
      ),
    ],
    ['nothing', ''],
    ['bytes', '\u0000\u0001\u0002'],
  ])('%s', async (_, raw) => {
    expect(await read(raw)).toBeNull();
  });
});
