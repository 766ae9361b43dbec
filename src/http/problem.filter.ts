import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { problemOf, type Problem } from './problem.js';

/** Answers every failure of a request as `application/problem+json`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const answer = problemOf(error);
    if (answer.code === 'INTERNAL') {
      this.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    sendProblem(host.switchToHttp().getResponse<FastifyReply>(), answer);
  }
}

/** Writes a problem with the headers that its status calls for. */
export function sendProblem(reply: FastifyReply, answer: Problem): void {
  if (answer.status === 401) reply.header('WWW-Authenticate', 'Bearer');
  const { retryAfter } = answer;
  if (typeof retryAfter === 'number') reply.header('Retry-After', String(retryAfter));
  reply.status(answer.status).type('application/problem+json; charset=utf-8').send(answer);
}
