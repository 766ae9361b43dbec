import type { EntityManager } from 'typeorm';
import type { Mode } from '../config/config.js';
import { demoDomain } from '../config/demo-domain.js';
import type { InstallationKind } from './installation.entity.js';

/** The database is kept for something else; to work on it would mix accounts of both kinds. */
export class WrongInstallation extends Error {
  override readonly name = 'WrongInstallation';
}

const kindOf: Readonly<Record<Mode, InstallationKind>> = {
  demo: 'demonstration',
  production: 'production',
};

/** Whatever can be asked: a pool, a connection or a transaction. */
type Database = Pick<EntityManager, 'query'>;

/**
 * Looks at what is there before anything is written, the schema included: a demonstration, whose
 * passwords are public, never works on real accounts, and nobody works on its accounts as if they
 * were real.
 *
 * @throws WrongInstallation
 */
export async function requireInstallation(database: Database, mode: Mode): Promise<void> {
  const kind = (await recordedKind(database)) ?? (await kindByAccounts(database));
  if (kind !== null) refuseOther(kind, mode);
}

/**
 * Says once for all what the database is kept for, together with the first rows that are seeded.
 *
 * @throws WrongInstallation if another process was quicker and is of the other mode
 */
export async function claimInstallation(tx: Database, mode: Mode, at: Date): Promise<void> {
  await tx.query(
    'INSERT INTO installation (id, kind, since) VALUES (1, $1, $2) ON CONFLICT DO NOTHING',
    [kindOf[mode], at],
  );
  const kind = await recordedKind(tx);
  if (kind !== null) refuseOther(kind, mode);
}

async function recordedKind(database: Database): Promise<InstallationKind | null> {
  if (!(await exists(database, 'installation'))) return null;
  const [row] = await database.query<{ kind: InstallationKind }[]>('SELECT kind FROM installation');
  return row?.kind ?? null;
}

/** By the accounts of a database of a version that did not say it. */
async function kindByAccounts(database: Database): Promise<InstallationKind | 'both' | null> {
  if (!(await exists(database, 'accounts'))) return null;
  const [row] = await database.query<{ demo: boolean | null; real: boolean | null }[]>(
    'SELECT bool_or(email LIKE $1) AS demo, bool_or(email NOT LIKE $1) AS real FROM accounts',
    [`%@${demoDomain}`],
  );
  if (row?.demo && row.real) return 'both';
  if (row?.demo) return 'demonstration';
  return row?.real ? 'production' : null;
}

async function exists(database: Database, table: string): Promise<boolean> {
  const [row] = await database.query<{ found: boolean }[]>(
    'SELECT to_regclass($1) IS NOT NULL AS found',
    [table],
  );
  return row?.found ?? false;
}

function refuseOther(kind: InstallationKind | 'both', mode: Mode): void {
  if (kind === kindOf[mode]) return;
  throw new WrongInstallation(
    mode === 'demo'
      ? 'The database holds real accounts, and a demonstration has public passwords: nothing was ' +
          'written. Set NODE_ENV=production, or give the demonstration a database of its own.'
      : 'The database holds accounts of a demonstration, whose passwords are public: nothing was ' +
          'written. Give the installation a database of its own.',
  );
}
