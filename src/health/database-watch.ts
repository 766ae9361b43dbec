import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Loops } from '../loops/loops.js';
import { Outages } from '../loops/outages.js';

const EVERY_MS = 5_000;
const LIMIT_MS = 30_000;

/**
 * Asks the database whether it is there, so that an outage has a line at its beginning and one at its
 * end in the log of every process, also of one that has nothing to do meanwhile.
 */
@Injectable()
export class DatabaseWatch {
  constructor(dataSource: DataSource, loops: Loops, outages: Outages) {
    loops.add({
      name: 'database',
      role: null,
      everyMs: EVERY_MS,
      limitMs: LIMIT_MS,
      round: async () => {
        await dataSource.query('SELECT 1');
        // Others may have met an outage that was over before this looked.
        outages.end('database');
      },
    });
  }
}
