import { troubleOf, type DatabaseTroubleKind } from './database-trouble.js';
import { codeOf, layersOf } from './error-layers.js';

/** The database cannot be worked with; the message says why and what to do. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable';
}

const sentences: Readonly<Record<DatabaseTroubleKind, (reason: string) => string>> = {
  unreachable: (reason) => `The database at DATABASE_URL does not answer (${reason}).`,
  restarting: (reason) => `The database is stopping or starting (${reason}): try again.`,
  tooManyConnections: (reason) =>
    `The database has no connection left (${reason}): lower DATABASE_POOL_SIZE, or raise ` +
    'max_connections or the limit of the role.',
  readOnly: (reason) =>
    `The database takes no writes (${reason}): it is a standby, or default_transaction_read_only ` +
    'is on. Name the primary in DATABASE_URL, or all servers with ' +
    'target_session_attrs=read-write.',
  full: (reason) => `The disk of the database is full (${reason}).`,
  tooSlow: (reason) => `The database did not answer in time (${reason}).`,
};

/** What OpenSSL says of a chain that ends at nobody known. */
const UNKNOWN_ISSUER = [
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
];

const BAD_CERTIFICATE = ['ERR_TLS_CERT_ALTNAME_INVALID', 'CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'];

/** Why work with the database failed, for an operator; null where that is nothing of theirs. */
export function databaseSentence(error: unknown): string | null {
  const layers = layersOf(error);
  for (const { error: each, isOurs } of layers) {
    const said = isOurs ? refusal(each) : null;
    if (said !== null) return said;
  }
  const trouble = troubleOf(error);
  return trouble && sentences[trouble.kind](trouble.reason);
}

function refusal(error: Error): string | null {
  const code = codeOf(error);
  if (UNKNOWN_ISSUER.includes(code)) {
    return (
      `The certificate of the database is signed by nobody known here (${error.message}): give ` +
      'the certificate of its CA, by &sslrootcert=/path/of/ca.crt in DATABASE_URL or by ' +
      'NODE_EXTRA_CA_CERTS=/path/of/ca.crt.'
    );
  }
  if (BAD_CERTIFICATE.includes(code)) {
    return `The certificate of the database does not do: ${error.message}.`;
  }
  // Classes of SQLSTATE that say "not with this user or database".
  return /^(?:28|3D)/.test(code) ? `The database refuses: ${error.message}.` : null;
}
