import { Injectable, Logger } from '@nestjs/common';
import { troubleOf } from '../store/database-trouble.js';

/** The name under which whatever hangs on the database says that it is away. */
const DATABASE = 'database';

/**
 * What does not work at the moment: one line in the log when it begins, one when it is over, however
 * many meet it. Whoever cannot go on because of the database says so of the database.
 */
@Injectable()
export class Outages {
  private readonly log = new Logger(Outages.name);
  /** When each began, by the clock that never jumps. */
  private readonly since = new Map<string, number>();

  begin(name: string, cause: unknown): void {
    const trouble = troubleOf(cause);
    const what = trouble ? DATABASE : name;
    if (this.since.has(what)) return;
    this.since.set(what, performance.now());
    const why = trouble ? `${trouble.kind} (${trouble.reason})` : messageOf(cause);
    this.log.error(`${what} fails: ${why}`);
  }

  end(name: string): void {
    const since = this.since.get(name);
    if (since === undefined) return;
    this.since.delete(name);
    const seconds = Math.round((performance.now() - since) / 1000);
    this.log.log(`${name} works again, after ${seconds} s`);
  }

  get names(): readonly string[] {
    return [...this.since.keys()];
  }
}

/** What an error says, in one line of a log. */
function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
