import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** The system's resolver asks no other port. */
const PORT = 53;
/** Of loopback, and of nobody who has one of his own. */
const ADDRESS = '127.0.7.53';
const IPV4 = 1;
const NO_SUCH_NAME = 3;
const HEADER_BYTES = 12;

/** A name server on loopback for whom each name is the same machine, or none is there. */
export class NameServer {
  readonly address = ADDRESS;
  /** The address of IPv4 that every name has; null while no name is there. */
  answer: string | null = null;
  asked = 0;

  private constructor(private readonly socket: Socket) {
    socket.on('message', (question, { port, address }) => {
      this.asked += 1;
      socket.send(this.answerTo(question), port, address);
    });
  }

  /** Null where this user may not listen at the port of name servers. */
  static async open(): Promise<NameServer | null> {
    const socket = createSocket('udp4');
    try {
      const listening = once(socket, 'listening');
      socket.bind(PORT, ADDRESS);
      await listening;
      return new NameServer(socket);
    } catch {
      return null;
    }
  }

  async close(): Promise<void> {
    const closed = once(this.socket, 'close');
    this.socket.close();
    await closed;
  }

  /** RFC 1035: the question again, and behind it the address, if that is what was asked for. */
  private answerTo(question: Buffer): Buffer {
    let end = HEADER_BYTES;
    while (question[end]) end += (question[end] ?? 0) + 1;
    const type = question.readUInt16BE(end + 1);
    const asked = question.subarray(HEADER_BYTES, end + 5);
    const found = this.answer !== null && type === IPV4 ? this.answer.split('.').map(Number) : [];
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt16BE(question.readUInt16BE(0), 0);
    // An answer, with recursion, as it was wished for.
    header.writeUInt16BE(0x8180 | (this.answer === null ? NO_SUCH_NAME : 0), 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(found.length > 0 ? 1 : 0, 6);
    const record = [0xc0, HEADER_BYTES, 0, IPV4, 0, 1, 0, 0, 0, 1, 0, 4, ...found];
    return Buffer.concat([header, asked, Buffer.from(found.length > 0 ? record : [])]);
  }
}
