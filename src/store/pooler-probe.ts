import pg from 'pg';

/** A pooler that hands connections round shows it at once, unless others are busy on it. */
const TRIES = 5;

/**
 * Whether a pooler gives a session to somebody else between two transactions: two clients see the
 * same one, or one client sees two. True is certain; false may be chance.
 */
export async function changesHands(config: pg.ClientConfig): Promise<boolean> {
  const clients = [new pg.Client(config), new pg.Client(config)] as const;
  for (const client of clients) client.on('error', () => undefined);
  const [one, other] = clients;
  try {
    await Promise.all(clients.map((client) => client.connect()));
    for (let tried = 0; tried < TRIES; tried += 1) {
      const before = await sessionOf(one);
      await other.query('BEGIN');
      const seen = [before, await sessionOf(other), await sessionOf(one)] as const;
      await other.query('ROLLBACK');
      if (seen[0] === seen[1] || seen[0] !== seen[2]) return true;
    }
    return false;
  } catch {
    // A pooler with one session for each client may have no second one to give.
    return false;
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

async function sessionOf(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid;
}
