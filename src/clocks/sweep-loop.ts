import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Config } from '../config/config.js';
import { messageOf, RepeatingWork } from '../kernel/repeating-work.js';
import { Sweeper } from './sweeper.js';

/** Lets the sweeper run again and again in a process that has the role for it. */
@Injectable()
export class SweepLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(SweepLoop.name);
  private readonly sweeping: RepeatingWork;

  constructor(
    private readonly config: Config,
    private readonly sweeper: Sweeper,
  ) {
    this.sweeping = new RepeatingWork(() => sweeper.runOnce(), config.sweepIntervalMs, {
      // The clocks stay due, so nothing is lost; a database that is away is told once.
      failed: (error) => {
        this.log.error(messageOf(error));
      },
    });
  }

  onApplicationBootstrap(): void {
    if (this.config.roles.has('sweeper')) this.sweeping.start();
  }

  /** The case under work is finished; what is still due waits for the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    this.sweeper.stop();
    await this.sweeping.stop();
  }
}
