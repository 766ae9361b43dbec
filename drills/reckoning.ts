import { demoDomain, demoPassword } from '../seeds/demo-accounts.js';
import type { TestMailServer } from '../test/support/test-mail-server.js';
import { until } from '../test/support/until.js';
import type { DebianPostgres } from './debian-postgres.js';
import type { Filings } from './filings.js';
import { DATABASE, type Installation } from './installation.js';

const SOMEBODY = `enterprise1@${demoDomain}`;

export async function signIn(base: string): Promise<string> {
  const answer = await post(`${base}/api/v1/sessions`, { email: SOMEBODY, password: demoPassword });
  return ((await answer.json()) as { token: string }).token;
}

/** Letters about a password leave at any hour; this one shows that a dispatcher is at work. */
export async function letterAfter(mail: TestMailServer, base: string): Promise<number> {
  const asked = performance.now();
  await post(`${base}/api/v1/password-resets`, { email: SOMEBODY });
  await until(() => mail.recipients.includes(SOMEBODY));
  return performance.now() - asked;
}

function post(url: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** What was acknowledged against what is stored. */
export async function compare(server: DebianPostgres, { acknowledged }: Filings) {
  const stored = await server.query<{ id: string; facts: string }>(
    `SELECT id, filing ->> 'facts' AS facts FROM cases`,
    DATABASE,
  );
  const ids = new Set(stored.map(({ id }) => id));
  const texts = new Set(stored.map(({ facts }) => facts));
  return {
    rows: stored.length,
    lost: acknowledged.filter(({ id }) => !ids.has(id)).length,
    doubled: stored.length - texts.size,
  };
}

/** By their Message-ID: what the mail server was given, against what the database says of it. */
export async function reckonLetters({ server, mail }: Installation) {
  const ids = mail.received.map((each) => each.mail.messageId ?? '');
  const given = new Set(ids);
  const rows = await server.query<{ id: string; status: string }>(
    'SELECT message_id AS id, status FROM notices',
    DATABASE,
  );
  const owed = new Set(rows.map(({ id }) => id));
  return {
    distinct: given.size,
    again: ids.length - given.size,
    unsent: rows.filter(({ id, status }) => status === 'sent' && !given.has(id)).length,
    unknown: [...given].filter((id) => !owed.has(id)).length,
  };
}

export function refusals({ refused }: Filings): string {
  return [...refused].map(([answer, count]) => `${count} × ${answer}`).join(', ') || 'none';
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** The names of the checks of a process that fail; null when nobody answers. */
export async function failing(base: string): Promise<readonly string[] | null> {
  try {
    const answer = await fetch(`${base}/readyz`, { signal: AbortSignal.timeout(10_000) });
    const { checks } = (await answer.json()) as { checks: { name: string; status: string }[] };
    return checks.flatMap(({ name, status }) => (status === 'ok' ? [] : [name]));
  } catch {
    return null;
  }
}

/** How many lines of the log begin so. */
export function linesOf(printed: string, beginning: string): number {
  return printed.split('\n').filter((line) => line.includes(`"msg":"${beginning}`)).length;
}
