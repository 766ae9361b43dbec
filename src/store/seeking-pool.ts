import pg from 'pg';
import { troubleOf } from './database-trouble.js';
import { isError, NoConnection } from './error-layers.js';
import type { Servers } from './servers.js';

type Taken = (error?: Error, client?: pg.PoolClient, release?: (error?: Error) => void) => void;

/** A pool that tries one server after the other, as libpq does and `pg` does not. */
export class SeekingPool extends pg.Pool {
  private readonly servers: Servers;

  constructor(config: pg.PoolConfig & { readonly servers: Servers }) {
    super(config);
    this.servers = config.servers;
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Taken): void;
  override connect(callback?: Taken): Promise<pg.PoolClient> | undefined {
    const taken = this.take();
    if (!callback) return taken;
    taken.then((client) => {
      callback(undefined, client, (error) => {
        client.release(error);
      });
    }, callback);
    return undefined;
  }

  /** @throws NoConnection with what each server said */
  private async take(): Promise<pg.PoolClient> {
    const failures: Error[] = [];
    for (;;) {
      try {
        return await super.connect();
      } catch (error) {
        failures.push(isError(error) ? error : new Error(String(error)));
        // A password that one server refuses is not tried at the others.
        const isElsewhere = troubleOf(new NoConnection(failures.slice(-1)))?.isOfServer === true;
        if (!isElsewhere || failures.length >= this.servers.count) throw new NoConnection(failures);
      }
    }
  }
}
