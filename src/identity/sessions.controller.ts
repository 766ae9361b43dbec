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
import { roles } from '../definition/index.js';
import { CurrentPrincipal, Public, Roles, type PrincipalRequest } from './access.decorators.js';
import { fingerprint } from './fingerprint.js';
import { LoginThrottle } from './login-throttle.js';
import { ReauthenticationInput } from './password.input.js';
import type { Principal } from './principal.js';
import { bearerToken } from './bearers.js';
import { SessionInput } from './session.input.js';
import { SessionView, SessionsView } from './session.view.js';
import { Sessions } from './sessions.js';

@ApiTags('Sessions')
@Controller('sessions')
@Roles(...roles)
export class SessionsController {
  constructor(
    private readonly sessions: Sessions,
    private readonly throttle: LoginThrottle,
  ) {}

  @Post()
  @Public()
  @ApiOperation({
    operationId: 'openSession',
    summary: 'Sign in',
    description:
      'After ten failures for an account or from an address, each further one is followed by a pause that doubles up to 15 minutes; `Retry-After` tells it.',
  })
  @ApiCreatedResponse({ description: 'Signed in.', type: SessionView })
  async open(
    @Body() { email, password }: SessionInput,
    @Req() request: PrincipalRequest,
  ): Promise<SessionView> {
    const client = { address: request.ip, userAgent: request.headers['user-agent'] ?? '' };
    const session = await this.throttle.guard(email, request.ip, () =>
      this.sessions.open(email, password, client),
    );
    request.recognised = session.account;
    return new SessionView(session);
  }

  @Get()
  @Listed()
  @ApiOperation({ operationId: 'listSessions', summary: 'Where you are signed in' })
  @ApiOkResponse({ description: 'Your sessions, the latest first.', type: SessionsView })
  async list(
    @CurrentPrincipal() { accountId }: Principal,
    @Req() request: FastifyRequest,
  ): Promise<SessionsView> {
    const token = bearerToken(request.headers.authorization) ?? '';
    return new SessionsView(await this.sessions.list(accountId), fingerprint(token));
  }

  @Post('current/reauthentication')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'reauthenticate',
    summary: 'Prove your password again',
    description:
      'What outlives a session asks for a proof of the last ten minutes (`REAUTHENTICATION_REQUIRED`); a sign-in is one. Ten failures in a session are followed by pauses, as at a sign-in.',
  })
  @ApiNoContentResponse({ description: 'Proved; what asked for it may be tried again.' })
  async reauthenticate(
    @Body() { password }: ReauthenticationInput,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const token = bearerToken(request.headers.authorization) ?? '';
    await this.throttle.guardSession(token, () => this.sessions.reauthenticate(token, password));
  }

  @Delete('current')
  @HttpCode(204)
  @ApiOperation({ operationId: 'closeSession', summary: 'Sign out' })
  @ApiNoContentResponse({ description: 'Signed out; the token is worth nothing now.' })
  async close(@Req() request: FastifyRequest): Promise<void> {
    const token = bearerToken(request.headers.authorization);
    if (token !== null) await this.sessions.close(token);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'endSession', summary: 'End one of your sessions' })
  @ApiNoContentResponse({ description: 'Ended; its token is worth nothing now.' })
  async end(@Param('id') id: string, @CurrentPrincipal() { accountId }: Principal): Promise<void> {
    await this.sessions.end(accountId, id);
  }
}
