import type { Config } from './config/config.js';
import { databaseSentence } from './store/database-sentence.js';

/** Made by the product for the person who starts it; their messages are sentences. */
const TOLD = [
  'ConfigInvalid',
  'FolderInUse',
  'DatabaseUnusable',
  'MigrationsPending',
  'SchemaTooNew',
  'WrongInstallation',
  'WorkflowsInvalid',
  'LettersInvalid',
  'EvidenceStoreUnusable',
  'FileScannerUnusable',
];

/** What the system says of an address that is none of this machine's. */
const NOT_OURS = ['ENOTFOUND', 'EADDRNOTAVAIL', 'EAI_AGAIN'];

/** Why the product did not start: a sentence where one will do, else the error with its stack. */
export function startFailure(error: unknown, config: Config | null): unknown {
  if (!(error instanceof Error)) return error;
  if (TOLD.includes(error.name)) return error.message;
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE' && config) {
    return takenPort(error, config);
  }
  if (NOT_OURS.includes(code) && config && isAbout(error, config.host)) {
    return `HOST must be an address of this machine (${code}).`;
  }
  return databaseSentence(error) ?? error;
}

/** Which setting it stands in: a process may listen at several. */
function takenPort(error: Error, { port, probe, bounces }: Config): string {
  const taken = 'port' in error ? Number(error.port) : port;
  const setting =
    (taken === probe?.port && 'PROBE_LISTEN') ||
    (taken === bounces?.listen?.port && 'BOUNCE_LISTEN') ||
    'PORT';
  return `Port ${taken} is taken: stop what listens there, or set ${setting} to another one.`;
}

/** Whether a failure of the network names this host. */
function isAbout(error: Error, host: string): boolean {
  return Object.entries(error).some(
    ([name, value]) => ['address', 'hostname'].includes(name) && value === host,
  );
}
