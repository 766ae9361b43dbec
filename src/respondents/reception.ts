import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../kernel/domain-error.js';
import { AnswerForm, type ArrivedForm } from './answer-form.js';
import { problemIn, suspicious, type FormProblem } from './form-problem.js';
import { LinkAnswers } from './link-answers.js';
import { LinkDoor } from './link-door.js';
import { LinkLog } from './link-log.js';
import { LinkThrottle } from './link-throttle.js';
import type { LinkUseKind } from './link-use.entity.js';
import type { LinkState, OpenedLink } from './opened-link.js';

/** What came of a request with a token. */
export type Received =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'given' }
  | { readonly kind: 'elsewhere' }
  | {
      readonly kind: 'link';
      readonly opened: OpenedLink;
      /** What was typed and not taken, with the reasons. */
      readonly answer: string;
      readonly problems: readonly FormProblem[];
    };

const seen: Readonly<Record<LinkState, LinkUseKind>> = {
  open: 'opened',
  answered: 'shown',
  expired: 'expired',
  revoked: 'revoked',
  over: 'over',
};

/** Whoever comes with a link is received here: throttled, written down, heard once. */
@Injectable()
export class Reception {
  constructor(
    private readonly door: LinkDoor,
    private readonly throttle: LinkThrottle,
    private readonly answers: LinkAnswers,
    private readonly form: AnswerForm,
    private readonly log: LinkLog,
  ) {}

  /** @throws DomainError TOO_MANY_REQUESTS */
  async show(token: string, address: string): Promise<Received> {
    const opened = await this.open(token, address);
    if (!opened) return { kind: 'unknown' };
    await this.log.write(seen[opened.state], address, opened.link);
    return { kind: 'link', opened, answer: '', problems: [] };
  }

  /**
   * Takes an answer. A form that another site made a browser send is refused; whoever has no token
   * cannot make one anyway, but the reader shall be asked by nobody else.
   *
   * @throws DomainError TOO_MANY_REQUESTS, UNSUPPORTED_MEDIA_TYPE, MALFORMED_REQUEST, UNAVAILABLE
   */
  async take(token: string, address: string, request: FastifyRequest): Promise<Received> {
    const opened = await this.open(token, address);
    if (!opened) return { kind: 'unknown' };
    const { link } = opened;
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin') {
      await this.log.write('crossSite', address, link);
      return { kind: 'elsewhere' };
    }
    if (opened.state !== 'open') {
      await this.log.write(
        opened.state === 'answered' ? 'replayed' : seen[opened.state],
        address,
        link,
      );
      return { kind: 'link', opened, answer: '', problems: [] };
    }
    const form = await this.form.read(request);
    try {
      const problems = await this.give(opened, form, address);
      if (problems.length === 0) return { kind: 'given' };
      if (problems.some(({ rule }) => suspicious.has(rule))) {
        await this.log.write('badFile', address, link);
      }
      return { kind: 'link', opened, answer: form.answer, problems };
    } finally {
      await this.form.discard(form);
    }
  }

  /** What is wrong with the answer; nothing, when it was taken or somebody was quicker. */
  private async give(
    opened: OpenedLink,
    form: ArrivedForm,
    address: string,
  ): Promise<readonly FormProblem[]> {
    if (form.problems.length > 0) return form.problems;
    try {
      await this.answers.give(opened, form, address);
      return [];
    } catch (error) {
      if (error instanceof DomainError && error.code === 'EVENT_NOT_ACCEPTED') {
        await this.log.write('replayed', address, opened.link);
        return [];
      }
      const problem = problemIn(error);
      if (!problem) throw error;
      return [problem];
    }
  }

  private async open(token: string, address: string): Promise<OpenedLink | null> {
    const opened = await this.throttle.guard(address, () => this.door.open(token));
    if (!opened) await this.log.write('forged', address, null);
    return opened;
  }
}
