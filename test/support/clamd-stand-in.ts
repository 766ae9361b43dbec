import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

const COMMAND_END = 0;
const LENGTH = 4;

/** Speaks clamd's protocol on loopback, and finds one text harmful. */
export class ClamdStandIn {
  /** What it says whatever it is asked; an empty text: it hangs up. Null: what is true. */
  answers: string | null = null;
  /** The last file that came whole. */
  received: Buffer | null = null;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async start(harmful: string): Promise<ClamdStandIn> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const standIn = new ClamdStandIn(server, (server.address() as AddressInfo).port);
    server.on('connection', (socket) => {
      standIn.serve(socket, harmful);
    });
    return standIn;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => {
        resolve();
      });
    });
  }

  private serve(socket: Socket, harmful: string): void {
    let got = Buffer.alloc(0);
    // Who hangs up on a file under way is reset; that is the other side's to bear.
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      if (this.answers !== null) {
        socket.end(this.answers);
        return;
      }
      got = Buffer.concat([got, bytes]);
      const answer = this.answerTo(got, harmful);
      if (answer !== null) socket.end(answer);
    });
  }

  /** Null as long as more has to come. */
  private answerTo(got: Buffer, harmful: string): string | null {
    const end = got.indexOf(COMMAND_END);
    if (end < 0) return null;
    const command = got.toString('latin1', 0, end);
    if (command === 'zPING') return 'PONG\0';
    if (command !== 'zINSTREAM') return 'UNKNOWN COMMAND\0';
    const file = fileIn(got.subarray(end + 1));
    if (file === null) return null;
    this.received = file;
    return file.includes(harmful) ? 'stream: Harmful.Text FOUND\0' : 'stream: OK\0';
  }
}

function fileIn(stream: Buffer): Buffer | null {
  const parts: Buffer[] = [];
  for (let at = 0; at + LENGTH <= stream.length;) {
    const size = stream.readUInt32BE(at);
    if (size === 0) return Buffer.concat(parts);
    parts.push(stream.subarray(at + LENGTH, at + LENGTH + size));
    at += LENGTH + size;
  }
  return null;
}
