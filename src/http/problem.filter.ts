import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { tokenRefusals } from '../kernel/domain-error.js';
import { Outages } from '../loops/outages.js';
import { troubleOf } from '../store/database-trouble.js';
import { problemOf, RETRY_AFTER, type Problem } from './problem.js';

/** What is told where the database works and an answer of it took too long. */
export const SLOW_STATEMENTS = 'slow statements';

/** Answers every failure of a request as `application/problem+json`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Http');

  constructor(private readonly outages: Outages) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const answer = problemOf(error);
    // Of a database that restarts hundreds of requests would tell, each with its stack.
    if (troubleOf(error)) this.outages.begin(SLOW_STATEMENTS, error);
    else if (answer.code === 'INTERNAL') {
      this.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    sendProblem(host.switchToHttp().getResponse<FastifyReply>(), answer);
  }
}

/** Writes a problem with the headers that its status calls for. */
export function sendProblem(reply: FastifyReply, answer: Problem): void {
  reply.send(headed(reply, answer));
}

/** Gives the answer its status and headers; what comes back is its body. */
export function headed(reply: FastifyReply, answer: Problem): object {
  if (answer.status === 401) reply.header('WWW-Authenticate', challengeOf(reply, answer));
  const { allow } = answer;
  if (Array.isArray(allow)) reply.header('Allow', allow.join(', '));
  const { retryAfter = answer.status === 503 ? RETRY_AFTER : undefined } = answer;
  if (typeof retryAfter === 'number') reply.header('Retry-After', String(retryAfter));
  // By which the operator finds it in the log. A refusal has it in its header alone: two that mean
  // the same are to be the same.
  reply.status(answer.status).type('application/problem+json; charset=utf-8');
  return answer.status < 500 ? answer : { ...answer, requestId: reply.request.id };
}

/** What was presented and refused is told from nothing (RFC 6750, section 3). */
function challengeOf({ request }: FastifyReply, { code }: Problem): string {
  const isPresented = /^bearer +\S/i.test(request.headers.authorization ?? '');
  return isPresented && tokenRefusals.includes(code) ? 'Bearer error="invalid_token"' : 'Bearer';
}
