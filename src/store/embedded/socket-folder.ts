import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The name by which PostgreSQL clients find a server on a socket in a folder. */
const SOCKET_NAME = '.s.PGSQL.5432';

/** A socket path of the system ends at 104 (macOS) or 108 bytes. */
const LONGEST_PATH_BYTES = 100;

/** Where the socket of the embedded database lies: in the data folder, if the path is short. */
export class SocketFolder {
  readonly socketPath: string;

  private constructor(
    readonly path: string,
    private readonly temporary: boolean,
  ) {
    this.socketPath = join(path, SOCKET_NAME);
    // Left behind by a killed process; the folder's lock says that nobody listens on it.
    rmSync(this.socketPath, { force: true });
  }

  static near(dataDir: string): SocketFolder {
    const tooLong = Buffer.byteLength(join(dataDir, SOCKET_NAME)) > LONGEST_PATH_BYTES;
    return tooLong
      ? // mkdtemp makes it with mode 0700: only this user may connect.
        new SocketFolder(mkdtempSync(join(tmpdir(), 'qingnuo-')), true)
      : new SocketFolder(dataDir, false);
  }

  remove(): void {
    rmSync(this.temporary ? this.path : this.socketPath, { force: true, recursive: true });
  }
}
