import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { TimeWatch } from '../clocks/time-watch.js';
import { Config } from '../config/config.js';
import { Loops } from '../loops/loops.js';
import { Dispatcher } from './dispatcher.js';

/** Lets the dispatcher run again and again in a process that has the role for it. */
@Injectable()
export class DispatchLoop implements BeforeApplicationShutdown {
  /** Why deliveries of an earlier round could not be recorded, until it is told. */
  private failure: unknown = null;

  constructor(
    config: Config,
    private readonly dispatcher: Dispatcher,
    private readonly time: TimeWatch,
    loops: Loops,
  ) {
    loops.add({
      name: 'dispatcher',
      role: 'dispatcher',
      everyMs: config.dispatchIntervalMs,
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
    const { failure } = this;
    this.failure = null;
    if (failure !== null) throw failure as Error;
    if (!(await this.time.checked())) return;
    const { delivered } = await this.dispatcher.begin();
    delivered.catch((error: unknown) => {
      this.failure = error;
    });
  }
}
