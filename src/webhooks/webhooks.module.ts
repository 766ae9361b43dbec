import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { WebhookDeliveries } from './webhook-deliveries.js';
import { WebhookLetters } from './webhook-letters.js';
import { WebhooksController } from './webhooks.controller.js';
import { Webhooks } from './webhooks.js';

/** What enterprises say about their webhooks; these are delivered by `notices`. */
@Module({
  imports: [IdentityModule, IncidentsModule, NoticesModule],
  controllers: [WebhooksController],
  providers: [Webhooks, WebhookDeliveries, WebhookLetters],
})
export class WebhooksModule {}
