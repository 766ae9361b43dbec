// @ts-check
import { Buffer } from 'node:buffer';
import { createServer } from 'node:net';
import { Connection } from './connection.js';

/**
 * @import { PGlite } from '@electric-sql/pglite'
 * @import { Request } from './connection.js'
 */

/** Sync, then the simple query ROLLBACK: whatever a client left undone is undone. */
const ABANDON = new Uint8Array(
  Buffer.concat([Buffer.from('S\0\0\0\x04'), Buffer.from('Q\0\0\0\x0DROLLBACK\0')]),
);

/**
 * Serves many clients with the one session that PGlite has. A client keeps its turn from the
 * first message of a request to the end of the transaction it opened, so that no client ever
 * sees the unnamed statement, the portal or the transaction of another. (The server of
 * `@electric-sql/pglite-socket` 0.2 takes turns by message, and mixes answers up under load.)
 */
export class Turns {
  /** @type {{ connection: Connection, request: Request | null }[]} */
  #waiting = [];
  /** @type {Connection | null} */
  #holder = null;
  #running = false;

  /** @param {PGlite} database */
  constructor(database) {
    this.database = database;
    this.server = createServer((socket) => {
      const connection = new Connection(socket, (request) => this.#enqueue(connection, request));
      // A broken connection is a closed one, which is handled below.
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        this.#waiting = this.#waiting.filter((turn) => turn.connection !== connection);
        this.#enqueue(connection, null);
      });
    });
  }

  /**
   * @param {Connection} connection
   * @param {Request | null} request null: the client is gone
   */
  #enqueue(connection, request) {
    this.#waiting.push({ connection, request });
    if (!this.#running) void this.#run();
  }

  async #run() {
    this.#running = true;
    for (let turn = this.#next(); turn; turn = this.#next()) {
      try {
        await this.#take(turn.connection, turn.request);
      } catch {
        // A message the backend chokes on ends its connection; the client is told by that, and
        // the close that follows undoes what it had open. The others go on.
        turn.connection.end();
      }
    }
    this.#running = false;
  }

  /**
   * @param {Connection} connection
   * @param {Request | null} request
   */
  async #take(connection, request) {
    if (request) {
      this.#holder = connection;
      await this.#execute(request.bytes, (bytes) => connection.answer(bytes));
      const open = !request.complete || this.database.isInTransaction();
      this.#holder = open ? connection : null;
    } else if (this.#holder === connection) {
      this.#holder = null;
      await this.#execute(ABANDON, () => undefined);
    }
  }

  #next() {
    const holder = this.#holder;
    const index = holder ? this.#waiting.findIndex((turn) => turn.connection === holder) : 0;
    return index < 0 ? undefined : this.#waiting.splice(index, 1)[0];
  }

  /**
   * @param {Uint8Array} bytes
   * @param {(bytes: Uint8Array) => void} onRawData
   */
  #execute(bytes, onRawData) {
    return this.database.execProtocolRawStream(bytes, { onRawData });
  }
}
