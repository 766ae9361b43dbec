import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClockPolicyRow } from './clock-policy.entity.js';
import { Policies } from './policies.js';
import { RuleBook } from './rule-book.js';

/** What the deadlines are: versions of policies, and the picture of all rules in memory. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([ClockPolicyRow])],
  providers: [RuleBook, Policies],
  exports: [RuleBook, Policies],
})
export class PoliciesModule {}
