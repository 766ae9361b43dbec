import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Loops } from '../loops/loops.js';
import { Sweeper } from './sweeper.js';
import { TimeWatch } from './time-watch.js';

/**
 * Lets the sweeper run again and again in a process that has the role for it, as long as the time
 * is right: what has lapsed by a wrong clock cannot be called back.
 */
@Injectable()
export class SweepLoop {
  constructor(config: Config, sweeper: Sweeper, time: TimeWatch, loops: Loops) {
    loops.add({
      name: 'sweeper',
      role: 'sweeper',
      everyMs: config.sweepIntervalMs,
      isEssential: true,
      asksNoTime: true,
      round: async (alive) => {
        const now = await time.checked();
        if (now) await sweeper.runOnce({ now, alive });
      },
      // The case under work is finished; what is still due waits for the next start.
      stop: () => {
        sweeper.stop();
      },
    });
  }
}
