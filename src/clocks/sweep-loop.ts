import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Config } from '../config/config.js';
import { Sweeper } from './sweeper.js';

/** Lets the sweeper run again and again in a process that has the role for it. */
@Injectable()
export class SweepLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(SweepLoop.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;
  private failing = false;

  constructor(
    private readonly config: Config,
    private readonly sweeper: Sweeper,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.roles.has('sweeper')) this.schedule();
  }

  /** The case under work is finished; what is still due waits for the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    this.sweeper.stop();
    await this.running;
  }

  private schedule(): void {
    this.timer = setTimeout(() => {
      this.running = this.sweep().then(() => {
        if (!this.stopped) this.schedule();
      });
    }, this.config.sweepIntervalMs);
  }

  private async sweep(): Promise<void> {
    try {
      await this.sweeper.runOnce();
      this.failing = false;
    } catch (error) {
      // The clocks stay due, so nothing is lost; a database that is away is told once.
      if (!this.failing) this.log.error(error instanceof Error ? error.message : String(error));
      this.failing = true;
    }
  }
}
