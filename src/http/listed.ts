import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import {
  applyDecorators,
  Injectable,
  StreamableFile,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { inputInvalid } from '../kernel/domain-error.js';
import { nextPageLink } from './page-links.js';

/** No list is longer; what lies behind comes with the next page. */
export const MOST_ITEMS = 1_000;

/** By which the document knows such a route; it does not stay in it. */
export const LISTED = 'x-listed';

interface List {
  readonly items: readonly unknown[];
}

interface Asked {
  readonly limit: number;
  readonly cursor: string | null;
}

/** Hands a list out in pages, for routes that read all of it anyway. */
@Injectable()
export class ListPages implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<List>): Observable<object> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    // The route's own query knows nothing of pages.
    const { limit, cursor, ...own } = request.query as Record<string, unknown>;
    request.query = own;
    const asked = { limit: limitOf(limit), cursor: cursorOf(cursor) };
    return next.handle().pipe(map((list) => ({ ...list, ...pageOf(list.items, asked) })));
  }
}

/** The same, item by item: others are heard while a page of whole letters is written. */
@Injectable()
export class StreamedPages extends ListPages {
  override intercept(context: ExecutionContext, next: CallHandler<List>): Observable<object> {
    const http = context.switchToHttp();
    const { url } = http.getRequest<FastifyRequest>();
    return super.intercept(context, next).pipe(
      map((page) => {
        const { items, ...rest } = page as List & { readonly nextCursor: string | null };
        if (rest.nextCursor !== null) {
          const link = nextPageLink(url, rest.nextCursor);
          http.getResponse<FastifyReply>().header('Link', link);
        }
        const type = 'application/json; charset=utf-8';
        return new StreamableFile(Readable.from(jsonOf(items, rest)), { type });
      }),
    );
  }
}

/** After so many items others have their turn: what goes out at once never waits by itself. */
const AT_ONCE = 20;

export async function* jsonOf(items: readonly unknown[], rest: object): AsyncGenerator<Buffer> {
  yield Buffer.from('{"items":[');
  for (const [place, item] of items.entries()) {
    if (place % AT_ONCE === AT_ONCE - 1) await setImmediate();
    yield Buffer.from((place === 0 ? '' : ',') + JSON.stringify(item));
  }
  yield Buffer.from(`],${JSON.stringify(rest).slice(1)}`);
}

/** A list that may become long: it has `limit`, `cursor` and `nextCursor`. */
export const Listed = (pages: typeof ListPages = ListPages): MethodDecorator =>
  applyDecorators(ApiExtension(LISTED, true), UseInterceptors(pages));

/** @throws DomainError INPUT_INVALID for a cursor of something that is not in the list */
export function pageOf<Item>(
  items: readonly Item[],
  { limit, cursor }: Asked,
): { readonly items: readonly Item[]; readonly nextCursor: string | null } {
  const last = cursor === null ? -1 : items.findIndex((item) => cursorTo(item) === cursor);
  if (cursor !== null && last === -1) throw noCursor();
  const page = items.slice(last + 1, last + 1 + limit);
  const end = page.at(-1);
  const isWhole = last + 1 + limit >= items.length || end === undefined;
  return { items: page, nextCursor: isWhole ? null : cursorTo(end) };
}

/** By what an item is, not by where it stands: a page does not move when another item comes. */
function cursorTo(item: unknown): string {
  const { id, seq, name, subject, generation } = item as Record<string, unknown>;
  const key = id ?? seq ?? (generation === undefined ? item : [name, subject, generation]);
  return createHash('sha256').update(JSON.stringify(key)).digest('base64url').slice(0, 22);
}

function limitOf(text: unknown): number {
  if (text === undefined) return MOST_ITEMS;
  const limit = typeof text === 'string' && /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MOST_ITEMS) return limit;
  const message = `limit must be a whole number from 1 to ${MOST_ITEMS}`;
  throw inputInvalid([{ path: 'limit', rule: 'isInt', message }]);
}

function cursorOf(text: unknown): string | null {
  if (text === undefined) return null;
  if (typeof text === 'string') return text;
  throw noCursor();
}

function noCursor() {
  const message = 'must be the nextCursor of an earlier page';
  return inputInvalid([{ path: 'cursor', rule: 'isCursor', message }]);
}
