import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { Config } from '../config/config.js';
import { DomainError } from '../kernel/domain-error.js';
import { Reception, type Received } from '../respondents/reception.js';
import { sendPage } from './page.js';
import { answerForm } from './respondent-form.js';
import { answerShown, closedLink, saidPage } from './respondent-page.js';

interface LinkRequest {
  Params: { token: string };
}

/**
 * The page behind the link in a letter to a respondent: what is asked, an answer, what was
 * answered. The token in its address opens nothing else, and stands in no log.
 */
@Injectable()
export class RespondentRoute implements OnModuleInit {
  private readonly log = new Logger('Respondents');

  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly reception: Reception,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance();
    server.get<LinkRequest>('/r/:token', async ({ params, ip }, reply) =>
      this.answer(reply, params.token, () => this.reception.show(params.token, ip)),
    );
    const config = { takesForms: true };
    server.post<LinkRequest>('/r/:token', { config }, async (request, reply) => {
      const { token } = request.params;
      return this.answer(reply, token, () => this.reception.take(token, request.ip, request));
    });
  }

  private async answer(
    reply: FastifyReply,
    token: string,
    receive: () => Promise<Received>,
  ): Promise<FastifyReply> {
    let received: Received;
    try {
      received = await receive();
    } catch (error) {
      return this.failure(reply, error);
    }
    return this.page(reply, token, received);
  }

  private page(reply: FastifyReply, token: string, received: Received): FastifyReply {
    switch (received.kind) {
      case 'unknown':
        return sendPage(reply, 404, saidPage('unknown'));
      case 'elsewhere':
        return sendPage(reply, 403, saidPage('elsewhere'));
      case 'given':
        // To be read again without sending the form again.
        return reply.code(303).header('Location', `/r/${token}`).send();
      case 'link': {
        const { opened, answer, problems } = received;
        if (opened.state === 'answered') return sendPage(reply, 200, answerShown(opened));
        if (opened.state !== 'open') return sendPage(reply, 410, closedLink(opened));
        const { maxBytes } = this.config.evidence;
        const html = answerForm({ opened, token, answer, problems, maxBytes });
        return sendPage(reply, problems.length > 0 ? 422 : 200, html);
      }
    }
  }

  /** Whoever reads the page is a person: what went wrong is said in a page, too. */
  private failure(reply: FastifyReply, error: unknown): FastifyReply {
    const refusal: DomainError | null = error instanceof DomainError ? error : null;
    switch (refusal?.code) {
      case 'TOO_MANY_REQUESTS':
        void reply.header('Retry-After', String(refusal.details['retryAfter']));
        return sendPage(reply, 429, saidPage('tooMany'));
      case 'EVIDENCE_TOO_LARGE':
        return sendPage(reply, 413, saidPage('tooLarge'));
      case 'UNSUPPORTED_MEDIA_TYPE':
      case 'MALFORMED_REQUEST':
        return sendPage(reply, 400, saidPage('broken'));
      case 'UNAVAILABLE':
        return sendPage(reply, 503, saidPage('failed'));
      default:
        this.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
        return sendPage(reply, 500, saidPage('failed'));
    }
  }
}
