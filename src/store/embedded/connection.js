// @ts-check
import { Buffer } from 'node:buffer';

/** @import { Socket } from 'node:net' */

/**
 * What is handed to the database in one piece.
 * @typedef {{ bytes: Uint8Array, complete: boolean }} Request `complete`: it ends in a message
 *   after which the client owes nothing, so another client may follow unless a transaction is open
 */

const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;

/** @param {string} letter */
const code = (letter) => letter.charCodeAt(0);

const SYNC = code('S');
const QUERY = code('Q');
const FUNCTION_CALL = code('F');
const FLUSH = code('H');
const TERMINATE = code('X');

/** Messages that the client waits for an answer to; what comes before them belongs to them. */
const ENDS = [SYNC, QUERY, FUNCTION_CALL, FLUSH];

/**
 * One client: cuts its bytes into requests, by the message formats of PostgreSQL's protocol 3.0.
 */
export class Connection {
  #started = false;
  #scanned = 0;
  #buffer = Buffer.alloc(0);

  /**
   * @param {Socket} socket
   * @param {(request: Request) => void} onRequest
   */
  constructor(socket, onRequest) {
    this.socket = socket;
    this.onRequest = onRequest;
    socket.on('data', (chunk) => {
      this.#buffer = Buffer.concat([this.#buffer, chunk]);
      while (this.#started ? this.#takeMessage() : this.#takeStart());
    });
  }

  /** Breaks it off; its client is told by that. */
  end() {
    this.socket.destroy();
  }

  /** @param {Uint8Array} bytes memory of the database, which it will use again */
  answer(bytes) {
    if (this.socket.writable) this.socket.write(Buffer.from(bytes));
  }

  /** The first message has no type; encryption is asked for before it. */
  #takeStart() {
    if (this.#buffer.length < 8) return false;
    const length = this.#buffer.readInt32BE(0);
    const kind = this.#buffer.readInt32BE(4);
    if (kind === CANCEL_REQUEST) this.socket.destroy();
    if (kind === SSL_REQUEST || kind === GSS_REQUEST) {
      this.socket.write('N');
      this.#buffer = this.#buffer.subarray(8);
      return true;
    }
    if (this.#buffer.length < length || kind === CANCEL_REQUEST) return false;
    this.#started = true;
    this.#hand(length, true);
    return true;
  }

  #takeMessage() {
    if (this.#buffer.length < this.#scanned + 5) return false;
    const end = this.#scanned + 1 + this.#buffer.readInt32BE(this.#scanned + 1);
    if (this.#buffer.length < end) return false;
    const type = this.#buffer.readUInt8(this.#scanned);
    this.#scanned = end;
    if (type === TERMINATE) this.socket.end();
    else if (ENDS.includes(type)) this.#hand(end, type !== FLUSH);
    return true;
  }

  /**
   * @param {number} length
   * @param {boolean} complete
   */
  #hand(length, complete) {
    const bytes = new Uint8Array(this.#buffer.subarray(0, length));
    this.#buffer = this.#buffer.subarray(length);
    this.#scanned = 0;
    this.onRequest({ bytes, complete });
  }
}
