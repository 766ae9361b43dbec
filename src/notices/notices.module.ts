import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClocksModule } from '../clocks/clocks.module.js';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { RestoresModule } from '../restores/restores.module.js';
import { AttachmentSources } from './attachment-sources.js';
import { DispatchLoop } from './dispatch-loop.js';
import { DispatchQueue } from './dispatch-queue.js';
import { Dispatcher } from './dispatcher.js';
import { LettersAfterLoss } from './letters-after-loss.js';
import { ForgetSentHtml } from './forget-sent-html.js';
import { LetterFates } from './letter-fates.js';
import { LetterLink } from './letter-link.entity.js';
import { LetterLinkToken } from './letter-link-token.entity.js';
import { LetterLinks } from './letter-links.js';
import { MailDomain } from './mail-domain.entity.js';
import { MailHealth } from './mail-health.js';
import { MailPace } from './mail-pace.js';
import { MailServerState } from './mail-server-state.entity.js';
import { MailTransport } from './mail-transport.js';
import { Notice } from './notice.entity.js';
import { Notices } from './notices.js';
import { Outbox } from './outbox.js';
import { ReportIntake } from './report-intake.js';
import { ReportListener } from './report-listener.js';
import { ReportMailbox } from './report-mailbox.js';
import { SmtpMailTransport } from './smtp-mail-transport.js';
import { TemplateLibrary } from './template-library.js';
import { HostNames, SystemHostNames } from './host-names.js';
import { HttpWebhookTransport } from './http-webhook-transport.js';
import { WebhookDispatcher } from './webhook-dispatcher.js';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';
import { WebhookHealth } from './webhook-health.js';
import { WebhookQueue } from './webhook-queue.js';
import { WebhookTransport } from './webhook-transport.js';
import { WorkingHours } from './working-hours.js';

/** Letters: owed in the transaction of an event, written from templates, delivered with proof. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      Notice,
      LetterLink,
      LetterLinkToken,
      MailServerState,
      MailDomain,
      WebhookEndpoint,
    ]),
    ClocksModule,
    IncidentsModule,
    RestoresModule,
  ],
  providers: [
    WorkingHours,
    Outbox,
    TemplateLibrary,
    Notices,
    LetterLinks,
    LetterFates,
    AttachmentSources,
    MailHealth,
    MailPace,
    DispatchQueue,
    LettersAfterLoss,
    WebhookQueue,
    WebhookHealth,
    WebhookDispatcher,
    Dispatcher,
    DispatchLoop,
    ForgetSentHtml,
    ReportIntake,
    ReportListener,
    ReportMailbox,
    { provide: MailTransport, useClass: SmtpMailTransport },
    { provide: HostNames, useClass: SystemHostNames },
    { provide: WebhookTransport, useClass: HttpWebhookTransport },
  ],
  exports: [
    AttachmentSources,
    LetterFates,
    WorkingHours,
    Outbox,
    TemplateLibrary,
    Notices,
    LettersAfterLoss,
    Dispatcher,
    WebhookHealth,
    WebhookTransport,
  ],
})
export class NoticesModule {}
