import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CalendarModule } from '../calendar/calendar.module.js';
import { CasesModule } from '../cases/cases.module.js';
import { ClocksModule } from '../clocks/clocks.module.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { PartiesModule } from '../parties/parties.module.js';
import { AnswerForm } from './answer-form.js';
import { LinkAnswers } from './link-answers.js';
import { LinkDoor } from './link-door.js';
import { LinkList } from './link-list.js';
import { LinkLog } from './link-log.js';
import { LinkThrottle } from './link-throttle.js';
import { LinkUse } from './link-use.entity.js';
import { LinksController } from './links.controller.js';
import { Reception } from './reception.js';

/** Those who are complained of take part without an account, by the links of their letters. */
@Module({
  imports: [
    TypeOrmModule.forFeature([LinkUse]),
    CalendarModule,
    CasesModule,
    ClocksModule,
    EvidenceModule,
    IdentityModule,
    PartiesModule,
  ],
  controllers: [LinksController],
  providers: [AnswerForm, LinkAnswers, LinkDoor, LinkList, LinkLog, LinkThrottle, Reception],
  exports: [Reception],
})
export class RespondentsModule {}
