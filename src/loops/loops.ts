import {
  Inject,
  Injectable,
  Optional,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Config, type ProcessRole } from '../config/config.js';
import { DomainError } from '../kernel/domain-error.js';
import { Transactions } from '../store/transactions.js';
import { Loop, type LoopPlan, type LoopState } from './loop.js';
import { DATABASE, Outages } from './outages.js';

/** A loop as its owner describes it; its limit is the setting unless its rounds need another one. */
export type OwnedLoop = Omit<LoopPlan, 'limitMs'> & {
  /** Which processes run it; null: all. */
  readonly role: ProcessRole | null;
  /** It goes on where the process stands still beside a schema that is newer than it knows. */
  readonly evenStanding?: boolean;
  readonly limitMs?: number;
  /** Its rounds ask by themselves whether the time is right, or do not go by it. */
  readonly asksNoTime?: boolean;
};

/**
 * Every loop of this process: one mechanism starts, watches and stops them. An owner adds its loop
 * while the modules start, in its constructor or `onModuleInit`.
 */
@Injectable()
export class Loops implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loops: Loop[] = [];
  private isRightTime: () => Promise<boolean> = () => Promise.resolve(true);
  private mayWork: () => Promise<boolean> = () => Promise.resolve(true);

  constructor(
    private readonly config: Config,
    private readonly outages: Outages,
    @Optional() @Inject(Transactions) private readonly transactions: Transactions | null = null,
  ) {}

  /** A loop of a role that this process does not have is passed over. */
  add(owned: OwnedLoop): void {
    const { role, evenStanding, limitMs = this.config.loopLimitMs, asksNoTime, ...plan } = owned;
    if (role !== null && !this.config.roles.has(role)) return;
    const { name } = plan;
    const round: LoopPlan['round'] = async (alive) => {
      if (!evenStanding && this.transactions?.standing) return;
      if (isWork(role) && !(await this.mayWork())) return;
      if (asksNoTime || (await this.isRightTime())) await plan.round(alive);
    };
    const loop = new Loop(
      { ...plan, round, limitMs },
      {
        failed: (error) => {
          // A round that was under way when the process had to stand still; why is told already.
          if (this.transactions?.standing && isUnavailable(error)) return;
          this.outages.begin(name, error);
        },
        silent: () => {
          const seconds = Math.round(limitMs / 1000);
          this.outages.begin(name, `no sign of life for ${seconds} s; it begins anew`);
        },
        works: () => {
          // What others meet, too, is ended by whoever knows that it is over.
          if (name !== DATABASE) this.outages.end(name);
        },
      },
    );
    this.loops.push(loop);
  }

  /** What is asked before each round, whether the time that it would go by is right. */
  goBy(isRightTime: () => Promise<boolean>): void {
    this.isRightTime = isRightTime;
  }

  /** What is asked before each round of the roles that work by themselves, whether they may at all. */
  workOnly(mayWork: () => Promise<boolean>): void {
    this.mayWork = mayWork;
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

const isUnavailable = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'UNAVAILABLE';

const isWork = (role: ProcessRole | null): boolean => role === 'sweeper' || role === 'dispatcher';
