import { createHash } from 'node:crypto';
import { demoDomain, demoPassword } from '../seeds/demo-accounts.js';
import { placeOf } from '../src/evidence/evidence-store.js';
import type { TestMailServer } from '../test/support/test-mail-server.js';
import { until } from '../test/support/until.js';
import type { DebianPostgres } from './debian-postgres.js';
import type { Filings } from './filings.js';
import type { HandIns } from './hand-ins.js';
import { DATABASE, type Installation } from './installation.js';

/** Who files; the other one gets no letters but those it asks for. */
const SOMEBODY = 'enterprise1';
const SOMEBODY_ELSE = `enterprise2@${demoDomain}`;

export async function signIn(base: string, account = SOMEBODY): Promise<string> {
  const credentials = { email: `${account}@${demoDomain}`, password: demoPassword };
  const answer = await post(`${base}/api/v1/sessions`, credentials);
  return ((await answer.json()) as { token: string }).token;
}

/** Letters about a password leave at any hour; this one shows that a dispatcher is at work. */
export async function letterAfter(mail: TestMailServer, base: string): Promise<number> {
  const had = () => mail.recipients.filter((each) => each === SOMEBODY_ELSE).length;
  const before = had();
  const asked = performance.now();
  await post(`${base}/api/v1/password-resets`, { email: SOMEBODY_ELSE });
  // Behind whatever else waits.
  await until(() => had() > before, { timeout: 300_000 });
  return performance.now() - asked;
}

function post(url: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** Complaints that were acknowledged against those that are stored. */
export async function compare(
  server: DebianPostgres,
  { acknowledged }: Pick<Filings, 'acknowledged'>,
) {
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

/**
 * Files that were acknowledged against the rows, and the rows against what is kept.
 *
 * @param read the content at a place of the store; null when there is none
 */
export async function compareFiles(
  server: DebianPostgres,
  { acknowledged }: HandIns,
  read: (place: string) => Buffer | null,
) {
  const stored = await server.query<{ id: string; sha256: string }>(
    'SELECT id, sha256 FROM evidence',
    DATABASE,
  );
  const hashes = new Map(stored.map(({ id, sha256 }) => [id, sha256]));
  return {
    rows: stored.length,
    lost: acknowledged.filter(({ id, sha256 }) => hashes.get(id) !== sha256).length,
    doubled: stored.length - new Set(hashes.values()).size,
    hollow: stored.filter(({ sha256 }) => hashOf(read(placeOf(sha256))) !== sha256).length,
  };
}

export function hashOf(content: Buffer | null): string | null {
  return content && createHash('sha256').update(content).digest('hex');
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

export function refusals({ refused }: Pick<Filings, 'refused'>): string {
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

/** Whether each answer that was no acknowledgement was of this kind. */
export function onlyRefusedBy({ refused }: Pick<Filings, 'refused'>, status: number): boolean {
  return [...refused.keys()].every((answer) => answer.startsWith(String(status)));
}

/** How many lines of the log begin so. */
export function linesOf(printed: string, beginning: string): number {
  return printed.split('\n').filter((line) => line.includes(`"msg":"${beginning}`)).length;
}
