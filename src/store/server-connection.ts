import pg from 'pg';
import { isReadOnly, isUnanswered } from './database-trouble.js';
import type { Server, Servers, ServerState } from './servers.js';
import { settingParts, type SessionSettings } from './session-settings.js';
import { statementName } from './statement-names.js';

export interface ConnectionConfig extends pg.ClientConfig {
  readonly servers: Servers;
  /** Null where a pooler hands the session to somebody else after each transaction. */
  readonly session: SessionSettings | null;
}

interface Introduction extends ServerState {
  readonly pid: number;
}

type Connected = (error: Error | null, client?: pg.Client) => void;

const STATE = [
  'pg_is_in_recovery() AS standby',
  `current_setting('transaction_read_only') = 'on' AS "readOnly"`,
  'pg_backend_pid() AS pid',
];

/**
 * A connection to the server that is worked with at present. The server parses and plans each
 * statement with parameters once, not every time: for short statements that is most of its work.
 * Not for the embedded database, where all connections share one session.
 */
export class ServerConnection extends pg.Client {
  readonly server: Server;
  private readonly servers: Servers;
  private readonly session: SessionSettings | null;
  private introduction: Introduction | null = null;

  constructor(config: ConnectionConfig) {
    const server = config.servers.current;
    super({ ...config, connectionString: server.url });
    this.server = server;
    this.servers = config.servers;
    this.session = config.session;
    // The pool listens only once it has the connection; before, a failure is that of `connect`.
    this.on('error', () => undefined);
    const send = this.query.bind(this) as (...parts: unknown[]) => unknown;
    const watched = (query: unknown, values: unknown, ...rest: unknown[]) => {
      const sent = send(this.named(query, values), values, ...rest);
      return sent instanceof Promise ? sent.catch((error: unknown) => this.failed(error)) : sent;
    };
    this.query = watched as typeof this.query;
  }

  override connect(): Promise<pg.Client>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.Client> | undefined {
    const opened = this.open();
    if (!callback) return opened;
    opened.then((client) => {
      callback(null, client);
    }, callback);
    return undefined;
  }

  /** Whether the server follows another one, or takes no writes for another reason. */
  get takesWrites(): boolean {
    return this.introduction?.standby === false && !this.introduction.readOnly;
  }

  /** Who speaks for the server under another number than its own is a pooler. */
  get isBehindPooler(): boolean {
    const told = 'processID' in this ? this.processID : null;
    return this.introduction !== null && told !== this.introduction.pid;
  }

  private async open(): Promise<pg.Client> {
    try {
      await super.connect();
      const parts = [...STATE, ...(this.session ? settingParts(this.session) : [])];
      const { rows } = await this.query<Introduction>(`SELECT ${parts.join(', ')}`);
      this.introduction = rows[0] ?? null;
      if (rows[0]) this.servers.requireFit(this.server, rows[0]);
      return this;
    } catch (error) {
      this.servers.leave(this.server);
      this.throwAway();
      throw error;
    }
  }

  private named(query: unknown, values: unknown): unknown {
    if (typeof query !== 'string' || !Array.isArray(values) || values.length === 0) return query;
    const name = this.session ? statementName(query) : null;
    return name === null ? query : { name, text: query };
  }

  /**
   * After a statement without an answer the connection is still busy with it, and what comes next
   * would wait behind; one that has become read-only leads to a server that is the primary no more.
   */
  private failed(error: unknown): never {
    if (isReadOnly(error)) this.servers.leave(this.server);
    if (isReadOnly(error) || isUnanswered(error)) this.throwAway();
    throw error;
  }

  /** The pool gives nobody a connection that is ending. */
  private throwAway(): void {
    this.end().catch(() => undefined);
  }
}
