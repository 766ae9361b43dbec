import { Global, Module } from '@nestjs/common';
import { Loops } from './loops.js';
import { Outages } from './outages.js';

/** What a process does again and again by itself, and what it says when that does not work. */
@Global()
@Module({ providers: [Loops, Outages], exports: [Loops, Outages] })
export class LoopsModule {}
