import type { FastifyInstance } from 'fastify';
import { DomainError } from '../kernel/domain-error.js';
import type { SchemaWatch } from '../store/schema-watch.js';

/** That the process lives is true whatever the schema is, and its readiness tells why it has none. */
const ANSWERED = /^\/(?:healthz|readyz)(?:\?|$)/;

/** Serves nobody while a later version has migrated the database and this one must not work on it. */
export function refuseWhileStanding(
  server: Pick<FastifyInstance, 'addHook'>,
  watch: Pick<SchemaWatch, 'state'>,
): void {
  server.addHook('onRequest', async ({ url }) => {
    const { standing, sentence } = watch.state();
    if (standing && !ANSWERED.test(url)) throw new DomainError('UNAVAILABLE', sentence ?? '');
  });
}
