import { Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { clientOf } from '../identity/client-address.js';
import { headed } from '../http/problem.filter.js';
import { problemOf } from '../http/problem.js';
import { SessionTime } from '../kernel/time-source.js';
import { Loops } from '../loops/loops.js';
import { Outages } from '../loops/outages.js';
import { eventOf, type RecordedRequest } from './door-event.js';
import { asObject, uuidOf } from './plain-facts.js';
import { RefusalFlood } from './refusal-flood.js';
import type { NewSecurityEvent } from './security-event.entity.js';
import { SecurityRecord } from './security-record.js';

/** How its outages are called. */
const RECORD = 'security record';

const FLOODS_EVERY_MS = 60_000;

/** Headers that speak of a content, which is not sent when the record cannot be written. */
const OF_THE_CONTENT = [
  ...['content-length', 'content-disposition', 'content-encoding', 'content-security-policy'],
  ...['etag', 'last-modified', 'location'],
];

/**
 * Writes down who asked for what, at the one place that every answer passes. The answer waits
 * until its row is committed: nobody holds anything of which the record does not know. When the
 * row cannot be written, the answer is 503 instead.
 */
@Injectable()
export class DoorLog implements OnModuleInit, BeforeApplicationShutdown {
  private readonly flood = new RefusalFlood();

  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly record: SecurityRecord,
    private readonly time: SessionTime,
    private readonly outages: Outages,
    loops: Loops,
  ) {
    loops.add({
      name: 'counts of refusals',
      role: 'http',
      everyMs: FLOODS_EVERY_MS,
      round: () => this.tellFloods(FLOODS_EVERY_MS),
    });
  }

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance();
    server.addHook('preSerialization', (request: RecordedRequest, _reply, payload, done) => {
      const { code, id, items } = asObject(payload);
      request.answered = {
        code: typeof code === 'string' && /^[A-Z_]{1,60}$/.test(code) ? code : null,
        id: uuidOf(id),
        listed: Array.isArray(items) ? items.length : null,
      };
      done(null, payload);
    });
    server.addHook('onSend', (request: RecordedRequest, reply, payload, done) => {
      const event = this.rowOf(request, reply);
      if (event === null) {
        done(null, payload);
        return;
      }
      this.record.append(event).then(
        () => {
          this.outages.end(RECORD);
          done(null, payload);
        },
        (error: unknown) => {
          this.outages.begin(RECORD, error);
          done(null, withheld(reply, payload, error));
        },
      );
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.tellFloods(0);
  }

  private rowOf(request: RecordedRequest, reply: FastifyReply): NewSecurityEvent | null {
    const at = this.time.now();
    const event = eventOf(request, reply, at);
    if (event === null || reply.statusCode < 400 || request.recognised) return event;
    return this.flood.hasRow(clientOf(request.ip), at) ? event : null;
  }

  private async tellFloods(windowMs: number): Promise<void> {
    const at = this.time.now();
    for (const { client, since, count } of this.flood.over(at, windowMs)) {
      const details = { count, since: since.toISOString() };
      try {
        await this.record.append({ at, kind: 'access.flooded', client, details });
      } catch (error) {
        this.outages.begin(RECORD, error);
      }
    }
  }
}

/** The answer of a request whose row could not be written, in place of its own. */
function withheld(reply: FastifyReply, payload: unknown, error: unknown): string {
  const { destroy } = asObject(payload);
  if (typeof destroy === 'function') destroy.call(payload);
  for (const name of OF_THE_CONTENT) reply.removeHeader(name);
  return JSON.stringify(headed(reply, problemOf(error)));
}
