import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Listed } from '../http/listed.js';
import type { FastifyRequest } from 'fastify';
import { CurrentPrincipal, FreshSignIn, Roles } from './access.decorators.js';
import { ApiKeyInput, KeyRotationInput } from './api-key.input.js';
import { ApiKeysView, NewApiKeyView } from './api-key.view.js';
import { ApiKeys } from './api-keys.js';
import { KeyRotation } from './key-rotation.js';
import type { KeyOwner } from './new-key.js';
import type { Principal } from './principal.js';
import { bearerToken } from './bearers.js';

/** For enterprises that are signed in; a key cannot make, list or revoke keys. */
@ApiTags('API keys')
@Controller('api-keys')
@Roles('enterprise')
export class ApiKeysController {
  constructor(
    private readonly keys: ApiKeys,
    private readonly rotation: KeyRotation,
  ) {}

  @Post()
  @FreshSignIn()
  @ApiOperation({
    operationId: 'createApiKey',
    summary: "Make a key for your enterprise's own system",
    description:
      'It is sent as `Authorization: Bearer qn_…`, and does what its scopes say and nothing else: `file` complaints, `read` cases, hand in and open `evidence`, hand in a `supplement`, `money` (record, confirm, dispute and take back payments), `answers` (survey, objection), `documents` (official documents, sheets, portfolio). No key withdraws a complaint, waives interest, or touches accounts and keys. It works for a year at most, and for a year where `expiresOn` is left out; letters tell you of it now, and 14 and 3 days before its end.',
  })
  @ApiCreatedResponse({ description: 'The key, which is shown only here.', type: NewApiKeyView })
  async create(
    @Body() input: ApiKeyInput,
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
  ): Promise<NewApiKeyView> {
    const { key, record } = await this.keys.create(ownerOf(principal, request), input);
    return new NewApiKeyView(record, key);
  }

  @Get()
  @Listed()
  @ApiOperation({ operationId: 'listApiKeys', summary: 'Your keys, and when they were last used' })
  @ApiOkResponse({ description: 'The latest first.', type: ApiKeysView })
  async list(@CurrentPrincipal() { accountId }: Principal): Promise<ApiKeysView> {
    return new ApiKeysView(await this.keys.list(accountId));
  }

  @Post(':id/rotation')
  @FreshSignIn()
  @ApiOperation({
    operationId: 'rotateApiKey',
    summary: 'Replace a key by a new one',
    description:
      'The new key has the same name and scopes and works for a year. The old one goes on to the end of the last day of the overlap, but never beyond its own end, and then answers `KEY_EXPIRED`. A letter tells you. A key is replaced once, while it works.',
  })
  @ApiCreatedResponse({
    description: 'The new key, which is shown only here.',
    type: NewApiKeyView,
  })
  async rotate(
    @Param('id') id: string,
    @Body() { overlapDays }: KeyRotationInput,
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
  ): Promise<NewApiKeyView> {
    const { key, record } = await this.rotation.rotate(
      ownerOf(principal, request),
      id,
      overlapDays,
    );
    return new NewApiKeyView(record, key);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'revokeApiKey', summary: 'Revoke a key' })
  @ApiNoContentResponse({ description: 'Revoked; it opens nothing now. A letter tells you.' })
  async revoke(
    @Param('id') id: string,
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.keys.revoke(ownerOf(principal, request), id);
  }
}

function ownerOf(principal: Principal, { headers, ip }: FastifyRequest): KeyOwner {
  return { principal, token: bearerToken(headers.authorization) ?? '', address: ip };
}
