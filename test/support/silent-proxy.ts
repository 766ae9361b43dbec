import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * A network between the product and its database that can fall silent: bytes are swallowed, and
 * neither side hears of an end, as when a cable is pulled or a firewall forgets a connection.
 */
export class SilentProxy {
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private silent = false;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  /** @param target the path of a socket that listens, or a port of loopback */
  static async before(target: string | number): Promise<SilentProxy> {
    const place =
      typeof target === 'string' ? { path: target } : { host: '127.0.0.1', port: target };
    const server = createServer({ allowHalfOpen: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new SilentProxy(server, (server.address() as AddressInfo).port);
    server.on('connection', (client) => {
      proxy.join(client, connect({ ...place, allowHalfOpen: true }));
    });
    return proxy;
  }

  /** What is open is silent from now on; what is opened later goes through. */
  silence(): void {
    for (const pair of this.pairs) {
      for (const end of pair) end.unpipe().removeAllListeners('end').removeAllListeners('close');
      for (const end of pair) end.resume();
    }
  }

  /** And so is whatever is opened from now on, until it is told otherwise. */
  set swallowsNew(swallows: boolean) {
    this.silent = swallows;
  }

  /** As when the database is stopped: what is open breaks, and new connections are refused. */
  async close(): Promise<void> {
    for (const pair of this.pairs) for (const end of pair) end.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  /** On the same port. */
  async openAgain(): Promise<void> {
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  private join(client: Socket, database: Socket): void {
    const pair = [client, database] as const;
    this.pairs.add(pair);
    for (const end of pair) end.on('error', () => undefined);
    if (this.silent) {
      client.resume();
      return;
    }
    client.pipe(database);
    database.pipe(client);
    client.on('close', () => database.destroy());
    database.on('close', () => client.destroy());
  }
}
