import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { keyPromise } from '../engine/idempotency.js';
import { isKnown } from '../http/conditional.js';
import { Costs, OpensCase } from '../http/route-facts.js';
import { CurrentPrincipal, KeyScope, KeyScopeByAct, Roles } from '../identity/access.decorators.js';
import type { Principal } from '../identity/principal.js';
import { validateInput } from '../definition/validate-input.js';
import { inputInvalid } from '../kernel/domain-error.js';
import { CaseFilterInput, EventInput, FilingQuery } from './case.input.js';
import { CaseList } from './case-list.js';
import { CaseTags } from './case-tags.js';
import { CaseCountsView, CasesView } from './case-list.view.js';
import { CaseView } from './case.view.js';
import { CasesService, type SentComplaint } from './cases.service.js';
import { CheckedComplaintView, FiledCaseView } from './filed-case.view.js';
import { BesideFiling } from './complaint-contact.js';
import { requestGuards } from './request-guards.js';

const keyHeader = {
  name: 'Idempotency-Key',
  required: false,
  description: keyPromise,
  schema: { type: 'string' as const, maxLength: 200 },
};

@ApiTags('Cases')
@Controller()
export class CasesController {
  constructor(
    private readonly cases: CasesService,
    private readonly list: CaseList,
    private readonly tags: CaseTags,
  ) {}

  @Post('complaints')
  @Roles('enterprise')
  @KeyScope('file')
  @OpensCase()
  @ApiOperation({
    operationId: 'fileComplaint',
    summary: 'File a complaint',
    description:
      'With `dryRun=true` all is checked as if it were filed, and nothing is: no case, no number, no letter, and no Idempotency-Key is used up.',
  })
  @ApiHeader(keyHeader)
  @ApiBody({ required: true })
  @ApiCreatedResponse({ description: 'The new case.', type: FiledCaseView })
  @ApiOkResponse({
    description: 'With `dryRun`: what would come of it.',
    type: CheckedComplaintView,
  })
  async file(
    @Body() body: unknown,
    @Query() { dryRun = false }: FilingQuery,
    @CurrentPrincipal() principal: Principal,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FiledCaseView | CheckedComplaintView> {
    const sent = split(body);
    const guards = requestGuards(idempotencyKey, undefined, reply);
    if (dryRun) {
      void reply.status(200);
      return this.cases.check(principal, sent);
    }
    const view = await this.cases.file(principal, sent, guards);
    void reply.header('Location', `/api/v1/cases/${view.id}`).header('ETag', `"${view.version}"`);
    return view;
  }

  @Get('cases')
  @KeyScope('read')
  @ApiOperation({
    operationId: 'listCases',
    summary: 'Cases in your scope, the most urgent first',
    description: 'Enterprises see their own cases.',
  })
  @ApiOkResponse({ description: 'A page of cases.', type: CasesView })
  async page(
    @Query() filter: CaseFilterInput,
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CasesView | undefined> {
    if (await this.isKnownList(principal, request, reply)) return undefined;
    return this.list.page(principal, filter);
  }

  @Get('cases/counts')
  @Costs(5)
  @KeyScope('read')
  @ApiOperation({
    operationId: 'countCases',
    summary: 'How many cases each filter of the list would show',
  })
  @ApiOkResponse({ description: 'Counts under the filters that are given.', type: CaseCountsView })
  async counts(
    @Query() filter: CaseFilterInput,
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseCountsView | undefined> {
    if (await this.isKnownList(principal, request, reply)) return undefined;
    return this.list.counts(principal, filter);
  }

  /** Tags what an enterprise reads of all its cases; whether it has that already. */
  private async isKnownList(
    principal: Principal,
    { url, headers }: FastifyRequest,
    reply: FastifyReply,
  ): Promise<boolean> {
    if (principal.role !== 'enterprise') return false;
    const tag = await this.tags.ofAll(principal, url);
    void reply.header('ETag', tag);
    if (!isKnown(headers['if-none-match'], tag)) return false;
    void reply.status(304);
    return true;
  }

  @Get('cases/:id')
  @KeyScope('read')
  @ApiOperation({ operationId: 'readCase', summary: 'One case' })
  @ApiOkResponse({
    description:
      'The case. Its ETag begins with its version; what follows it, if anything does, tells what else has changed the answer since.',
    type: CaseView,
  })
  async read(
    @Param('id') id: string,
    @CurrentPrincipal() principal: Principal,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseView | undefined> {
    // Before the case is read: what changes in between makes the tag old, and not the answer.
    const tag = principal.role === 'enterprise' ? await this.tags.of(principal, id) : null;
    if (tag !== null && isKnown(known, tag)) {
      void reply.status(304).header('ETag', tag);
      return undefined;
    }
    const view = await this.cases.read(principal, id);
    void reply.header('ETag', tag ?? `"${view.version}"`);
    return view;
  }

  @Post('cases/:id/events')
  @HttpCode(200)
  @KeyScopeByAct('supplement', 'money', 'answers')
  @ApiOperation({
    operationId: 'sendEvent',
    summary: 'Do an act on a case',
    description:
      '`availableEvents` of the case says what you, or the API key that you ask with, may do now. An act with `x-api-key-scope` is open to keys with that scope; no key does any other.',
  })
  @ApiHeader(keyHeader)
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The ETag of the case that you have read; refused when it has moved on.',
    schema: { type: 'string', example: '"4"' },
  })
  @ApiOkResponse({ description: 'The case after the act.', type: CaseView })
  async act(
    @Param('id') id: string,
    @Body() event: EventInput,
    @CurrentPrincipal() principal: Principal,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseView> {
    const view = await this.cases.act(
      principal,
      id,
      event,
      requestGuards(idempotencyKey, ifMatch, reply),
    );
    void reply.header('ETag', `"${view.version}"`);
    return view;
  }
}

/** `kind` chooses the workflow whose class checks all the rest. */
function split(body: unknown): SentComplaint {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw inputInvalid([{ path: '', rule: 'isObject', message: 'must be a JSON object' }]);
  }
  const { kind, contact, ...filing } = body as Record<string, unknown>;
  if (typeof kind !== 'string') {
    throw inputInvalid([
      { path: 'kind', rule: 'isString', message: 'kind must name the complaint' },
    ]);
  }
  const beside = validateInput(BesideFiling, contact === undefined ? {} : { contact });
  return { kind, filing, beside };
}
