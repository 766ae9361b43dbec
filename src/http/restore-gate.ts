import type { FastifyInstance } from 'fastify';
import { DomainError } from '../kernel/domain-error.js';
import type { RestoreWatch } from '../restores/restore-watch.js';

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Whoever looks at what was restored has to come in. */
const SIGNING_IN = /^\/api\/v1\/sessions(?:[/?]|$)/;

/** Takes nothing that would be written while the database is one that was restored. */
export function refuseWhileRestored(
  server: Pick<FastifyInstance, 'addHook'>,
  watch: Pick<RestoreWatch, 'trouble'>,
): void {
  server.addHook('onRequest', async ({ method, url }) => {
    if (watch.trouble === null || READING.has(method) || SIGNING_IN.test(url)) return;
    const retryAfter = 60;
    throw new DomainError('UNAVAILABLE', `${watch.trouble} Nothing is taken.`, { retryAfter });
  });
}
