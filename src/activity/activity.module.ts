import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '../identity/identity.module.js';
import { DoorLog } from './door-log.js';
import { ForgetSecurityEvents } from './forget-security-events.js';
import { SecurityAnchor, SecurityChain, SecurityForwarding } from './security-chain.entity.js';
import { SecurityEvent } from './security-event.entity.js';
import { SecurityEventList } from './security-event-list.js';
import { SecurityEventsController } from './security-events.controller.js';
import { SecurityRecord } from './security-record.js';
import { SyslogForwarder } from './syslog-forwarder.js';

/** The record of what people do: written at the door, read by the security auditor alone. */
@Module({
  imports: [
    TypeOrmModule.forFeature([SecurityEvent, SecurityChain, SecurityAnchor, SecurityForwarding]),
    IdentityModule,
  ],
  controllers: [SecurityEventsController],
  providers: [SecurityRecord, DoorLog, ForgetSecurityEvents, SecurityEventList, SyslogForwarder],
})
export class ActivityModule {}
