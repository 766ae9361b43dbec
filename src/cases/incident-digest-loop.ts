import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Config } from '../config/config.js';
import { messageOf, RepeatingWork } from '../kernel/repeating-work.js';
import { IncidentDigest } from './incident-digest.js';

/** A letter of the day may come a minute late. */
const INTERVAL_MS = 60_000;

/** Looks again and again whether the day's digest is due, in a process that has the sweeper's role. */
@Injectable()
export class IncidentDigestLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(IncidentDigestLoop.name);
  private readonly looking: RepeatingWork;

  constructor(
    private readonly config: Config,
    digest: IncidentDigest,
  ) {
    this.looking = new RepeatingWork(() => digest.runOnce(), INTERVAL_MS, {
      // The day's digest stays owed; a database that is away is told once.
      failed: (error) => {
        this.log.error(messageOf(error));
      },
    });
  }

  onApplicationBootstrap(): void {
    if (this.config.roles.has('sweeper')) this.looking.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.looking.stop();
  }
}
