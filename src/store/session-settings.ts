import type { DatabaseSettings } from '../config/database-settings.js';

/** Settings of PostgreSQL by name, as `pg_settings` shows them. */
export type SessionSettings = Readonly<Record<string, string>>;

/**
 * How the product wants each of its sessions. Every statement of it is short: compiling one or
 * starting workers for it costs more than it can save. Reading a row by an index is no dearer than
 * the next row, on disks of today.
 */
export function sessionSettings(settings: DatabaseSettings): SessionSettings {
  return {
    jit: 'off',
    max_parallel_workers_per_gather: '0',
    random_page_cost: '1.1',
    statement_timeout: String(settings.statementTimeoutMs),
    idle_in_transaction_session_timeout: String(settings.idleTransactionTimeoutMs),
  };
}

/**
 * The parts of a `SELECT` that set them for the rest of the session. Not parameters of the startup
 * message: PgBouncer refuses those.
 */
export function settingParts(wanted: SessionSettings): readonly string[] {
  return Object.entries(wanted).map(([name, value]) => `set_config('${name}', '${value}', false)`);
}

/** What a role is to be given where no session of ours is our own. */
export function roleStatements(wanted: SessionSettings, role: string): readonly string[] {
  const quoted = `"${role.replaceAll('"', '""')}"`;
  return Object.entries(wanted).map(
    ([name, value]) => `ALTER ROLE ${quoted} SET ${name} = '${value}';`,
  );
}
