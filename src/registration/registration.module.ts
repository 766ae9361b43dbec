import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '../identity/identity.module.js';
import { EnterpriseCodes } from './enterprise-codes.js';
import { EnterprisesController } from './enterprises.controller.js';
import { OwnEnterpriseController } from './own-enterprise.controller.js';
import { Registration } from './registration.entity.js';
import { RegistrationsController } from './registrations.controller.js';
import { Registrations } from './registrations.js';

/** Enterprises that register by themselves, and codes that are taken back. */
@Module({
  imports: [TypeOrmModule.forFeature([Registration]), IdentityModule],
  controllers: [RegistrationsController, OwnEnterpriseController, EnterprisesController],
  providers: [Registrations, EnterpriseCodes],
})
export class RegistrationModule {}
