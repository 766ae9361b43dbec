import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SessionTime, SystemTime } from '../kernel/time-source.js';
import { PartiesModule } from '../parties/parties.module.js';
import { Account } from './account.entity.js';
import { LoginThrottle } from './login-throttle.js';
import { Session } from './session.entity.js';
import { SessionGuard } from './session.guard.js';
import { SessionsController } from './sessions.controller.js';
import { Sessions } from './sessions.js';

/** Accounts, sessions and what each role may see. */
@Module({
  imports: [TypeOrmModule.forFeature([Account, Session]), PartiesModule],
  controllers: [SessionsController],
  providers: [
    Sessions,
    LoginThrottle,
    { provide: SessionTime, useClass: SystemTime },
    { provide: APP_GUARD, useClass: SessionGuard },
  ],
  exports: [Sessions],
})
export class IdentityModule {}
