import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { CurrentPrincipal, Roles } from './access.decorators.js';
import { ApiKeyInput } from './api-key.input.js';
import { ApiKeysView, NewApiKeyView } from './api-key.view.js';
import { ApiKeys } from './api-keys.js';
import type { Principal } from './principal.js';

/** For enterprises that are signed in; a key cannot make, list or revoke keys. */
@ApiTags('API keys')
@Controller('api-keys')
@Roles('enterprise')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeys) {}

  @Post()
  @ApiOperation({
    operationId: 'createApiKey',
    summary: "Make a key for your enterprise's own system",
    description:
      'A key files complaints (`file`) and reads your cases (`read`), and nothing else. It is sent as `Authorization: Bearer qn_…`.',
  })
  @ApiCreatedResponse({ description: 'The key, which is shown only here.', type: NewApiKeyView })
  async create(
    @Body() input: ApiKeyInput,
    @CurrentPrincipal() { accountId }: Principal,
  ): Promise<NewApiKeyView> {
    const { key, record } = await this.keys.create(accountId, input);
    return new NewApiKeyView(record, key);
  }

  @Get()
  @ApiOperation({ operationId: 'listApiKeys', summary: 'Your keys, and when they were last used' })
  @ApiOkResponse({ description: 'The latest first.', type: ApiKeysView })
  async list(@CurrentPrincipal() { accountId }: Principal): Promise<ApiKeysView> {
    return new ApiKeysView(await this.keys.list(accountId));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'revokeApiKey', summary: 'Revoke a key' })
  @ApiNoContentResponse({ description: 'Revoked; it opens nothing now.' })
  async revoke(
    @Param('id') id: string,
    @CurrentPrincipal() { accountId }: Principal,
  ): Promise<void> {
    await this.keys.revoke(accountId, id);
  }
}
