import { Logger } from '@nestjs/common';
import type { FastifyRequest, HookHandlerDoneFunction } from 'fastify';

/**
 * Says once in the log that requests come through a proxy which the settings do not name: all its
 * clients count as one address then, for everything that is counted by address.
 */
export function tellOfUnknownProxy(tell: (sentence: string) => void = warn) {
  let isTold = false;
  return (request: FastifyRequest, _reply: unknown, done: HookHandlerDoneFunction): void => {
    const claimed = request.headers['x-forwarded-for'];
    // The address of the connection, although another one is claimed: its sender is not believed.
    if (!isTold && claimed !== undefined && request.ip === request.socket.remoteAddress) {
      isTold = true;
      tell(
        `X-Forwarded-For of ${request.ip} is not believed: if that is your reverse proxy, name it ` +
          'in TRUSTED_PROXIES. Until then all who come through it count as one.',
      );
    }
    done();
  };
}

function warn(sentence: string): void {
  new Logger('Http').warn(sentence);
}
