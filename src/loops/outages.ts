import { Injectable, Logger } from '@nestjs/common';
import { troubleOf, type DatabaseTrouble } from '../store/database-trouble.js';

/** What is told of the database as a whole, by whomever it is met. */
export const DATABASE = 'database';
export const DATABASE_WRITES = 'database writes';

/**
 * What does not work at the moment: one line in the log when it begins, one when it is over, however
 * many meet it. Whoever cannot go on because of the database says so of the database.
 */
@Injectable()
export class Outages {
  private readonly log = new Logger(Outages.name);
  /** When each began and was last met, by the clock that never jumps. */
  private readonly open = new Map<string, { readonly since: number; metAt: number }>();

  begin(name: string, cause: unknown): void {
    const trouble = troubleOf(cause);
    const what = placeOf(trouble) ?? name;
    const now = performance.now();
    const known = this.open.get(what);
    if (known) {
      known.metAt = now;
      return;
    }
    this.open.set(what, { since: now, metAt: now });
    const why = trouble ? `${trouble.kind} (${trouble.reason})` : messageOf(cause);
    this.log.error(`${what} fails: ${why}`);
  }

  /** @param quietMs only if nobody has met it for so long */
  end(name: string, quietMs = 0): void {
    const known = this.open.get(name);
    const now = performance.now();
    if (!known || now - known.metAt < quietMs) return;
    this.open.delete(name);
    this.log.log(`${name} works again, after ${Math.round((now - known.since) / 1000)} s`);
  }

  get names(): readonly string[] {
    return [...this.open.keys()];
  }
}

/** One slow statement is no outage of the database; a server that takes no writes still reads. */
function placeOf(trouble: DatabaseTrouble | null): string | null {
  switch (trouble?.kind) {
    case 'unreachable':
    case 'restarting':
    case 'tooManyConnections':
      return DATABASE;
    case 'full':
    case 'readOnly':
      return DATABASE_WRITES;
    default:
      return null;
  }
}

/** What an error says, in one line of a log. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
