import { databaseAddresses, type ServerTarget } from '../config/database-address.js';

export interface Server {
  /** For `pg`: one host. */
  readonly url: string;
  /** What is told of it: neither user nor password. */
  readonly name: string;
}

/** A server that answers, but does not take what the product has to write. */
export class ServerUnfit extends Error {
  override readonly name = 'ServerUnfit';

  constructor(server: Server, reason: string) {
    super(`${server.name} ${reason}`);
  }
}

/** What a server says of itself. */
export interface ServerState {
  /** It follows another server. */
  readonly standby: boolean;
  readonly readOnly: boolean;
}

/** The servers of `DATABASE_URL`, and the one that is worked with at present. */
export class Servers {
  readonly target: ServerTarget;
  private readonly servers: readonly Server[];
  private at = 0;

  constructor(databaseUrl: string) {
    const found = databaseAddresses(databaseUrl);
    if (!found) throw new Error('DATABASE_URL was not checked.');
    this.target = found.target;
    this.servers = found.urls.map((url) => ({ url, name: nameOf(new URL(url)) }));
  }

  get count(): number {
    return this.servers.length;
  }

  /** Stays the same until somebody had to leave it: the first host may be the one that is dead. */
  get current(): Server {
    const server = this.servers[this.at];
    if (!server) throw new Error('There is no server.');
    return server;
  }

  /** To the next one, unless somebody else has gone there already. */
  leave(server: Server): void {
    if (server === this.current) this.at = (this.at + 1) % this.count;
  }

  /** @throws ServerUnfit */
  requireFit(server: Server, { standby, readOnly }: ServerState): void {
    if (this.target !== 'any' && standby) throw new ServerUnfit(server, 'is a standby');
    if (this.target === 'read-write' && readOnly) throw new ServerUnfit(server, 'is read-only');
  }
}

function nameOf({ hostname, port, searchParams }: URL): string {
  const host = searchParams.get('host') ?? decodeURIComponent(hostname);
  return `${host}:${(searchParams.get('port') ?? port) || '5432'}`;
}
