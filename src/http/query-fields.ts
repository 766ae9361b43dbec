import {
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { DECORATORS } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { inputInvalid } from '../kernel/domain-error.js';
import { LISTED } from './listed.js';

const PAGE_FIELDS = ['limit', 'cursor'];

/**
 * Refuses what is asked beside the address where the handler reads no query: whoever believes that
 * `?dryRun=true` files nothing must not file. A query that is read is checked by its class.
 */
@Injectable()
export class QueryFields implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { query, url } = context.switchToHttp().getRequest<FastifyRequest>();
    // Probes and pages are asked by tools that add fields of their own.
    if (!url.startsWith('/api/') || readsQuery(context)) return next.handle();
    const known = isListed(context) ? PAGE_FIELDS : [];
    const unknown = Object.keys(query as object).filter((name) => !known.includes(name));
    if (unknown.length > 0) {
      const message = 'is not a known field';
      throw inputInvalid(unknown.map((path) => ({ path, rule: 'unknownField', message })));
    }
    return next.handle();
  }
}

function readsQuery(context: ExecutionContext): boolean {
  const handler = context.getHandler().name;
  const read = (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), handler) ??
    {}) as object;
  return Object.keys(read).some((key) => key.startsWith(`${RouteParamtypes.QUERY}:`));
}

function isListed(context: ExecutionContext): boolean {
  const extensions = (Reflect.getMetadata(DECORATORS.API_EXTENSION, context.getHandler()) ??
    {}) as Readonly<Record<string, unknown>>;
  return extensions[LISTED] === true;
}
