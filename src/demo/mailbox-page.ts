import { chinaDate, chinaInstant } from '../kernel/business-date.js';
import { escapeHtml } from '../notices/value-slots.js';
import type { MailboxMessage } from './mailbox.js';
import { mailboxStyle } from './mailbox-style.js';

/** The ways to look at a message. */
export const views = ['html', 'text', 'headers'] as const;

export type View = (typeof views)[number];

const viewNames: Readonly<Record<View, string>> = {
  html: '邮件 <span class="en">Mail</span>',
  text: '纯文本 <span class="en">Plain text</span>',
  headers: '邮件头 <span class="en">Headers</span>',
};

/** The list, all of it or one receiver's. */
export function listPage(
  all: readonly MailboxMessage[],
  shown: readonly MailboxMessage[],
  to: string,
  now: Date,
): string {
  const rows = shown.map(
    (message) => `<li><a href="/mailbox/${message.id}">
<div class="subject">${escapeHtml(message.subject)}</div>
<div class="meta"><span>→ ${escapeHtml(message.to)}</span><time datetime="${message.at.toISOString()}">${chinaTime(message.at)}</time></div>
</a></li>`,
  );
  const empty = `<p class="empty">还没有邮件。<br><span class="en">No mail yet.</span></p>`;
  return page(
    '信箱',
    now,
    `<main>
<section class="card receivers"><h2>收件人 <span class="en">Receivers</span></h2>
<form action="/mailbox" method="get"><input type="search" name="to" aria-label="收件人地址" placeholder="收件人地址 address" value="${escapeHtml(to)}"><button>筛选</button></form>
<ul>${receivers(all, to)}</ul></section>
<section class="card"><h2>${to === '' ? '全部邮件 <span class="en">All mail</span>' : escapeHtml(to)} <small>${String(shown.length)}</small></h2>
${rows.length > 0 ? `<ul>${rows.join('')}</ul>` : empty}</section>
</main>`,
  );
}

/** One message as its receiver sees it. */
export function messagePage(message: MailboxMessage, view: View, now: Date): string {
  const tabs = views.map((each) => {
    const current = each === view ? ' aria-current="page"' : '';
    return `<a href="/mailbox/${message.id}?view=${each}"${current}>${viewNames[each]}</a>`;
  });
  return page(
    escapeHtml(message.subject),
    now,
    `<main class="single"><article class="card">
<div class="top"><h1>${escapeHtml(message.subject)}</h1>
<div class="meta"><span>${escapeHtml(message.from)} → <a href="/mailbox?to=${encodeURIComponent(message.to)}">${escapeHtml(message.to)}</a></span><time datetime="${message.at.toISOString()}">${chinaTime(message.at)}</time></div></div>
<nav aria-label="视图">${tabs.join('')}</nav>
${bodyOf(message, view)}
</article></main>`,
  );
}

export function absentPage(now: Date): string {
  return page(
    '没有这封邮件',
    now,
    `<main class="single"><section class="card"><p class="empty">没有这封邮件。<br><span class="en">There is no such mail.</span></p></section></main>`,
  );
}

function bodyOf(message: MailboxMessage, view: View): string {
  if (view === 'headers') return `<pre>${escapeHtml(message.headers.join('\n'))}</pre>`;
  if (view === 'text' || message.html === null) return `<pre>${escapeHtml(message.text)}</pre>`;
  return `<iframe src="/mailbox/${message.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox" title="邮件正文"></iframe>`;
}

function receivers(messages: readonly MailboxMessage[], to: string): string {
  const counts = new Map<string, number>();
  for (const message of messages) counts.set(message.to, (counts.get(message.to) ?? 0) + 1);
  const item = (href: string, name: string, count: number, current: boolean) =>
    `<li><a class="receiver" href="${href}"${current ? ' aria-current="page"' : ''}><span>${name}</span><small>${String(count)}</small></a></li>`;
  const each = [...counts]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([address, count]) =>
      item(
        `/mailbox?to=${encodeURIComponent(address)}`,
        escapeHtml(address).replace('@', '<wbr>@'),
        count,
        address === to.toLowerCase(),
      ),
    );
  return (
    item('/mailbox', '全部 <span class="en">All</span>', messages.length, to === '') + each.join('')
  );
}

function page(title: string, now: Date, content: string): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · 清诺演示信箱</title><style>${mailboxStyle}</style></head>
<body><header><a href="/mailbox">清诺 · 演示信箱</a> <span class="en">Qingnuo demonstration mailbox</span></header>
<div class="notice">这是演示环境：邮件只送到本信箱，时间可以模拟。当前模拟时间 ${chinaTime(now)} <span class="en">A demonstration: mail stays here, time is simulated.</span></div>
${content}</body></html>
`;
}

/** Date and time of day in China. */
function chinaTime(instant: Date): string {
  const date = chinaDate(instant);
  const minutes = Math.floor((instant.getTime() - chinaInstant(date, 0).getTime()) / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
