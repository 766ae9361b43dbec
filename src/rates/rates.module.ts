import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LprPublicationRow } from './lpr-publication.entity.js';
import { LprPublications } from './lpr-publications.js';
import { ReferenceSource } from './reference-source.js';

/** Published rates, and what calculations go by. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([LprPublicationRow])],
  providers: [LprPublications, ReferenceSource],
  exports: [LprPublications, ReferenceSource],
})
export class RatesModule {}
