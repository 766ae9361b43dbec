import { Global, Module } from '@nestjs/common';
import { TimeSource } from '../kernel/time-source.js';
import { MailServer } from '../notices/mail-server.js';
import { DemoMailServer } from './demo-mail-server.js';
import { Mailbox } from './mailbox.js';
import { SimulatedTime } from './simulated-time.js';

/** What a demonstration has in place of the real clock and of a mail server in the world. */
@Global()
@Module({
  providers: [
    SimulatedTime,
    { provide: TimeSource, useExisting: SimulatedTime },
    Mailbox,
    DemoMailServer,
    { provide: MailServer, useExisting: DemoMailServer },
  ],
  exports: [SimulatedTime, TimeSource, Mailbox, MailServer],
})
export class StandInsModule {}
