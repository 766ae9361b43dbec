import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '../identity/identity.module.js';
import { Registration } from './registration.entity.js';
import { RegistrationsController } from './registrations.controller.js';
import { Registrations } from './registrations.js';

/** Enterprises that register by themselves. */
@Module({
  imports: [TypeOrmModule.forFeature([Registration]), IdentityModule],
  controllers: [RegistrationsController],
  providers: [Registrations],
})
export class RegistrationModule {}
