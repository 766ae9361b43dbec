import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SessionTime, SystemTime } from '../kernel/time-source.js';
import { NoticesModule } from '../notices/notices.module.js';
import { PartiesModule } from '../parties/parties.module.js';
import { Account } from './account.entity.js';
import { AccountLetters } from './account-letters.js';
import { ApiKey } from './api-key.entity.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeys } from './api-keys.js';
import { Bearers } from './bearers.js';
import { Deputies } from './deputies.js';
import { ForgetOldAccess } from './forget-old-access.js';
import { FrontGate } from './front-gate.js';
import { KeyEndings } from './key-endings.js';
import { KeyRotation } from './key-rotation.js';
import { KnownClient } from './known-client.entity.js';
import { KnownClients } from './known-clients.js';
import { LoginThrottle } from './login-throttle.js';
import { MailThrottle } from './mail-throttle.js';
import { MeController } from './me.controller.js';
import { PasswordReset } from './password-reset.entity.js';
import { PasswordResets } from './password-resets.js';
import { PasswordCheck } from './password.js';
import { PasswordsController } from './passwords.controller.js';
import { Passwords } from './passwords.js';
import { Principals } from './principals.js';
import { RateLimit } from './rate-limit.entity.js';
import { RateLimits } from './rate-limits.js';
import { Session } from './session.entity.js';
import { SessionGuard } from './session.guard.js';
import { SessionsController } from './sessions.controller.js';
import { Sessions } from './sessions.js';
import { Throttle } from './throttle.entity.js';
import { Throttles } from './throttles.js';

/** Accounts, sessions, passwords, keys, deputies, and what each role may see. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      Account,
      Session,
      Throttle,
      RateLimit,
      ApiKey,
      PasswordReset,
      KnownClient,
    ]),
    NoticesModule,
    PartiesModule,
  ],
  controllers: [SessionsController, PasswordsController, ApiKeysController, MeController],
  providers: [
    AccountLetters,
    ApiKeys,
    Bearers,
    Deputies,
    ForgetOldAccess,
    FrontGate,
    KeyEndings,
    KeyRotation,
    KnownClients,
    LoginThrottle,
    MailThrottle,
    PasswordCheck,
    PasswordResets,
    Passwords,
    Principals,
    RateLimits,
    Sessions,
    Throttles,
    { provide: SessionTime, useClass: SystemTime },
    { provide: APP_GUARD, useClass: SessionGuard },
  ],
  exports: [AccountLetters, MailThrottle, Sessions, SessionTime, Throttles],
})
export class IdentityModule {}
