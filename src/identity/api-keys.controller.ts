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
import { ApiKeyInput } from './api-key.input.js';
import { ApiKeysView, NewApiKeyView } from './api-key.view.js';
import { ApiKeys, type KeyOwner } from './api-keys.js';
import type { Principal } from './principal.js';
import { bearerToken } from './bearers.js';

/** For enterprises that are signed in; a key cannot make, list or revoke keys. */
@ApiTags('API keys')
@Controller('api-keys')
@Roles('enterprise')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeys) {}

  @Post()
  @FreshSignIn()
  @ApiOperation({
    operationId: 'createApiKey',
    summary: "Make a key for your enterprise's own system",
    description:
      'A key files complaints (`file`) and reads your cases (`read`), and nothing else. It is sent as `Authorization: Bearer qn_…`. A letter tells you of it.',
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
