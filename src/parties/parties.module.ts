import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EnterpriseReading } from '../engine/enterprise-reading.js';
import { PartyDirectory } from '../engine/party-directory.js';
import { OwnerReading } from '../identity/owner-reading.js';
import { BodiesController } from './bodies.controller.js';
import { Bodies } from './bodies.js';
import { Directory } from './directory.js';
import { Division } from './division.entity.js';
import { Enterprise } from './enterprise.entity.js';
import { KnownUnits } from './known-units.js';
import { Organisation } from './organisation.entity.js';
import { Unit } from './unit.entity.js';
import { UnitContacts } from './unit-contacts.js';
import { UnitsController } from './units.controller.js';
import { Units } from './units.js';

/** Divisions, organisations and their units, enterprises, and the routing between them. */
@Module({
  imports: [TypeOrmModule.forFeature([Division, Organisation, Unit, Enterprise])],
  controllers: [UnitsController, BodiesController],
  providers: [
    KnownUnits,
    Units,
    UnitContacts,
    Bodies,
    { provide: PartyDirectory, useClass: Directory },
    { provide: EnterpriseReading, useClass: OwnerReading },
  ],
  exports: [PartyDirectory, EnterpriseReading, KnownUnits],
})
export class PartiesModule {}
