import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { TimeWatch } from '../clocks/time-watch.js';
import { Config } from '../config/config.js';
import { Loops } from '../loops/loops.js';
import { Outages } from '../loops/outages.js';
import { Dispatcher } from './dispatcher.js';

/** What is told when the outcome of deliveries cannot be recorded. */
const DELIVERIES = 'record of deliveries';

/** Lets the dispatcher run again and again in a process that has the role for it. */
@Injectable()
export class DispatchLoop implements BeforeApplicationShutdown {
  constructor(
    config: Config,
    private readonly dispatcher: Dispatcher,
    private readonly time: TimeWatch,
    private readonly outages: Outages,
    loops: Loops,
  ) {
    loops.add({
      name: 'dispatcher',
      role: 'dispatcher',
      everyMs: config.dispatchIntervalMs,
      isEssential: true,
      asksNoTime: true,
      round: () => this.begin(),
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.dispatcher.stop();
  }

  /**
   * A round is over when its letters are claimed: a run ends with its slowest mail, and the next one
   * takes the lanes that are free. The rows stay due or under lease, whatever fails.
   */
  private async begin(): Promise<void> {
    if (!(await this.time.checked())) return;
    const { delivered } = await this.dispatcher.begin();
    delivered.then(
      (count) => {
        if (count > 0) this.outages.end(DELIVERIES);
      },
      (error: unknown) => {
        this.outages.begin(DELIVERIES, error);
      },
    );
  }
}
