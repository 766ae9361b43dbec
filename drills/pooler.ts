import { accounts } from '../bench/lifecycles.js';
import { HttpClient } from '../bench/http-client.js';
import { live, type Tokens } from '../bench/prepared.js';
import type { Figure } from '../bench/table.js';
import { demoPassword } from '../seeds/demo-accounts.js';
import { hasPgBouncer, PgBouncer } from '../test/support/pgbouncer.js';
import { DATABASE, withInstallation, type Installation } from './installation.js';

const CASES = 40;
const POOL = '8';

/** Whole lives of cases through PgBouncer in both modes, on two processes with roles of their own. */
export async function pooler(): Promise<readonly Figure[]> {
  if (!hasPgBouncer()) throw new Error('This drill needs the package pgbouncer.');
  const figures: Figure[] = [];
  for (const mode of ['session', 'transaction'] as const) {
    figures.push(...(await withInstallation((installation) => through(installation, mode))));
  }
  return figures;
}

async function through(
  { server, start, closeWith }: Installation,
  mode: 'session' | 'transaction',
): Promise<readonly Figure[]> {
  const bouncer = await PgBouncer.start(mode, '127.0.0.1', { port: server.port });
  closeWith(() => bouncer.stop());
  const settings = {
    DATABASE_URL: bouncer.url(DATABASE),
    DATABASE_POOLER: mode,
    DATABASE_POOL_SIZE: POOL,
  };
  const web = await start({ ...settings, ROLES: 'http' });
  const both = [web, await start(settings)].map(({ url }) => url);
  const tokens = await signIn(web.url);
  const begun = performance.now();
  await Promise.all(both.map((base) => live(base, CASES, tokens)));
  const took = (performance.now() - begun) / 1000;
  const [row] = await server.query<{ closed: number; entries: number }>(
    `SELECT (SELECT count(*)::int FROM cases WHERE ended_at IS NOT NULL) AS closed,
            (SELECT count(*)::int FROM case_history) AS entries`,
    DATABASE,
  );
  const closed = row?.closed ?? 0;
  if (closed !== CASES * 2) process.exitCode = 1;
  const name = (what: string) => `${mode} pooling: ${what}`;
  return [
    { name: name('cases closed'), value: String(closed), target: String(CASES * 2) },
    { name: name('entries of their histories'), value: String(row?.entries ?? 0) },
    { name: name('seconds'), value: took.toFixed(1) },
  ];
}

async function signIn(base: string): Promise<Tokens> {
  const client = new HttpClient(base);
  const tokens = new Map<string, string>();
  for (const email of accounts) {
    const answer = await client.post('/sessions', { email, password: demoPassword });
    tokens.set(email, (JSON.parse(answer) as { token: string }).token);
  }
  client.close();
  return tokens;
}
