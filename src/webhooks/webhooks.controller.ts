import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Listed } from '../http/listed.js';
import { CurrentPrincipal, FreshSignIn, Roles } from '../identity/access.decorators.js';
import type { Principal } from '../identity/principal.js';
import { DomainError } from '../kernel/domain-error.js';
import { WebhookDeliveries } from './webhook-deliveries.js';
import { WebhookInput } from './webhook.input.js';
import {
  DeliveriesView,
  DeliveryView,
  NewWebhookView,
  WebhooksView,
  WebhookView,
} from './webhook.view.js';
import { Webhooks } from './webhooks.js';

/** For enterprises that are signed in; a key sets up nothing that outlives it. */
@ApiTags('Webhooks')
@Controller('webhooks')
@Roles('enterprise')
export class WebhooksController {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly deliveries: WebhookDeliveries,
  ) {}

  @Post()
  @FreshSignIn()
  @ApiOperation({
    operationId: 'createWebhook',
    summary: 'Have your own system called when something happens',
    description:
      'Each event of `GET /events` is sent by POST, as described under `webhooks`, until it is ' +
      'answered with 2xx within ten seconds: at least once, in no certain order. Ten at most. A ' +
      'letter tells you of it.',
  })
  @ApiCreatedResponse({ description: 'The webhook and its secret.', type: NewWebhookView })
  async create(
    @Body() input: WebhookInput,
    @CurrentPrincipal() principal: Principal,
    @Req() { ip }: FastifyRequest,
  ): Promise<NewWebhookView> {
    return new NewWebhookView(await this.webhooks.create(principal, input, ip));
  }

  @Get()
  @Listed()
  @ApiOperation({ operationId: 'listWebhooks', summary: 'Your webhooks' })
  @ApiOkResponse({ description: 'The latest first.', type: WebhooksView })
  async list(@CurrentPrincipal() principal: Principal): Promise<WebhooksView> {
    return new WebhooksView(await this.webhooks.list(principal));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteWebhook', summary: 'Delete a webhook' })
  @ApiNoContentResponse({ description: 'Nothing is sent to it any more.' })
  async remove(@Param('id') id: string, @CurrentPrincipal() principal: Principal): Promise<void> {
    await this.webhooks.remove(principal, id);
  }

  @Post(':id/secret')
  @HttpCode(200)
  @FreshSignIn()
  @ApiOperation({
    operationId: 'renewWebhookSecret',
    summary: 'A new secret',
    description: 'For 24 hours the one of before signs as well: a call has two `v1` then.',
  })
  @ApiOkResponse({ description: 'The webhook and its new secret.', type: NewWebhookView })
  async newSecret(
    @Param('id') id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<NewWebhookView> {
    return new NewWebhookView(await this.webhooks.newSecret(principal, id));
  }

  @Post(':id/resume')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'resumeWebhook',
    summary: 'Go on after a pause',
    description: 'What happened meanwhile is in `GET /events`; what failed can be sent again.',
  })
  @ApiOkResponse({ description: 'The webhook.', type: WebhookView })
  async resume(
    @Param('id') id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<WebhookView> {
    return new WebhookView(await this.webhooks.resume(principal, id));
  }

  @Get(':id/deliveries')
  @Listed()
  @ApiOperation({
    operationId: 'listDeliveries',
    summary: 'What was sent to a webhook, and what it answered; kept 30 days',
  })
  @ApiOkResponse({ description: 'The latest first.', type: DeliveriesView })
  async listDeliveries(
    @Param('id') id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<DeliveriesView> {
    const { id: endpointId } = await this.webhooks.get(principal, id);
    return new DeliveriesView(await this.deliveries.list(endpointId));
  }

  @Post(':id/deliveries/:deliveryId/redeliver')
  @HttpCode(200)
  @ApiOperation({ operationId: 'redeliver', summary: 'Send an event again, under the same id' })
  @ApiOkResponse({ description: 'The delivery, which waits again.', type: DeliveryView })
  async redeliver(
    @Param('id') id: string,
    @Param('deliveryId') deliveryId: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<DeliveryView> {
    const { id: endpointId, status } = await this.webhooks.get(principal, id);
    if (status === 'paused') {
      throw new DomainError('WEBHOOK_PAUSED', 'The webhook is paused; resume it first.');
    }
    return new DeliveryView(await this.deliveries.redeliver(endpointId, deliveryId));
  }
}
