import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Config } from '../config/config.js';
import { messageOf } from '../kernel/repeating-work.js';
import { Dispatcher } from './dispatcher.js';

/** Lets the dispatcher run again and again in a process that has the role for it. */
@Injectable()
export class DispatchLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(DispatchLoop.name);
  private timer: NodeJS.Timeout | undefined;
  private failing = false;

  constructor(
    private readonly config: Config,
    private readonly dispatcher: Dispatcher,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.roles.has('dispatcher')) return;
    // Each beat begins a run without waiting for the one before: a run ends with its slowest mail.
    this.timer = setInterval(() => void this.beat(), this.config.dispatchIntervalMs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.dispatcher.stop();
  }

  private async beat(): Promise<void> {
    try {
      await this.dispatcher.runOnce();
      this.failing = false;
    } catch (error) {
      // The rows stay due or under lease, so nothing is lost; a database that is away is told once.
      if (!this.failing) this.log.error(messageOf(error));
      this.failing = true;
    }
  }
}
