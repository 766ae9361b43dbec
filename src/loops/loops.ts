import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Config, type ProcessRole } from '../config/config.js';
import { Loop, type LoopPlan, type LoopState } from './loop.js';
import { Outages } from './outages.js';

/** A loop as its owner describes it; its limit is the setting unless its rounds need another one. */
export type OwnedLoop = Omit<LoopPlan, 'limitMs'> & {
  /** Which processes run it; null: all. */
  readonly role: ProcessRole | null;
  readonly limitMs?: number;
};

/**
 * Every loop of this process: one mechanism starts, watches and stops them. An owner adds its loop
 * while the modules start, in its constructor or `onModuleInit`.
 */
@Injectable()
export class Loops implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loops: Loop[] = [];

  constructor(
    private readonly config: Config,
    private readonly outages: Outages,
  ) {}

  /** A loop of a role that this process does not have is passed over. */
  add({ role, limitMs = this.config.loopLimitMs, ...plan }: OwnedLoop): void {
    if (role !== null && !this.config.roles.has(role)) return;
    const { name } = plan;
    const loop = new Loop(
      { ...plan, limitMs },
      {
        failed: (error) => {
          this.outages.begin(name, error);
        },
        silent: () => {
          const seconds = Math.round(limitMs / 1000);
          this.outages.begin(name, `no sign of life for ${seconds} s; it begins anew`);
        },
        works: () => {
          this.outages.end(name);
        },
      },
    );
    this.loops.push(loop);
  }

  onApplicationBootstrap(): void {
    for (const loop of this.loops) loop.start();
  }

  /** The work under way is finished; what is still to do waits for the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }

  /** How each loop of this process stands. */
  get states(): readonly LoopState[] {
    return this.loops.map(({ state }) => state);
  }
}
