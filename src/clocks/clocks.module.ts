import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clock } from './clock.entity.js';
import { Clocks } from './clocks.js';

/** Deadlines as rows. */
@Module({
  imports: [TypeOrmModule.forFeature([Clock])],
  providers: [Clocks],
  exports: [Clocks],
})
export class ClocksModule {}
