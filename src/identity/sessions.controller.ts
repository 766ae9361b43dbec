import { Body, Controller, Delete, HttpCode, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Public } from './access.decorators.js';
import { LoginThrottle } from './login-throttle.js';
import { bearerToken } from './session.guard.js';
import { SessionInput } from './session.input.js';
import { SessionView } from './session.view.js';
import { Sessions } from './sessions.js';

@ApiTags('Sessions')
@Controller('sessions')
export class SessionsController {
  constructor(
    private readonly sessions: Sessions,
    private readonly throttle: LoginThrottle,
  ) {}

  @Post()
  @Public()
  @ApiOperation({ operationId: 'openSession', summary: 'Sign in' })
  @ApiCreatedResponse({ description: 'Signed in.', type: SessionView })
  async open(@Body() input: SessionInput, @Req() request: FastifyRequest): Promise<SessionView> {
    const attempt = this.throttle.attempt(input.email.toLowerCase(), request.ip);
    const session = await this.sessions.open(input.email, input.password);
    attempt.succeeded();
    return new SessionView(session);
  }

  @Delete('current')
  @HttpCode(204)
  @ApiOperation({ operationId: 'closeSession', summary: 'Sign out' })
  @ApiNoContentResponse({ description: 'Signed out; the token is worth nothing now.' })
  async close(@Req() request: FastifyRequest): Promise<void> {
    const token = bearerToken(request.headers.authorization);
    if (token !== null) await this.sessions.close(token);
  }
}
