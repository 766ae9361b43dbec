import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Loops } from '../loops/loops.js';
import { DATABASE, DATABASE_WRITES, Outages } from '../loops/outages.js';
import { SLOW_STATEMENTS } from '../http/problem.filter.js';

const EVERY_MS = 5_000;
/** A server that gives a connection now and then is not back; whoever met it last waits no longer. */
const QUIET_MS = 10_000;
/** What writes, or takes long, comes less often. */
const LONG_QUIET_MS = 60_000;

/**
 * Asks the database whether it is there, so that an outage has a line at its beginning and one at its
 * end in the log of every process, also of one that has nothing to do meanwhile.
 */
@Injectable()
export class DatabaseWatch {
  constructor(dataSource: DataSource, loops: Loops, outages: Outages) {
    loops.add({
      name: DATABASE,
      role: null,
      everyMs: EVERY_MS,
      isEssential: true,
      asksNoTime: true,
      round: async () => {
        await dataSource.query('SELECT 1');
        // Others may have met what was over before this looked.
        outages.end(DATABASE, QUIET_MS);
        outages.end(DATABASE_WRITES, LONG_QUIET_MS);
        outages.end(SLOW_STATEMENTS, LONG_QUIET_MS);
      },
    });
  }
}
