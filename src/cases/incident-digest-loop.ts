import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Config } from '../config/config.js';
import { IncidentDigest } from './incident-digest.js';

/** A letter of the day may come a minute late. */
const INTERVAL_MS = 60_000;

/** Looks again and again whether the day's digest is due, in a process that has the sweeper's role. */
@Injectable()
export class IncidentDigestLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(IncidentDigestLoop.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private failing = false;

  constructor(
    private readonly config: Config,
    private readonly digest: IncidentDigest,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.roles.has('sweeper')) return;
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.look());
    }, INTERVAL_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async look(): Promise<void> {
    try {
      await this.digest.runOnce();
      this.failing = false;
    } catch (error) {
      // The day's digest stays owed; a database that is away is told once.
      if (!this.failing) this.log.error(error instanceof Error ? error.message : String(error));
      this.failing = true;
    }
  }
}
