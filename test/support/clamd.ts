import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClamdScanner } from '../../src/evidence/clamd-scanner.js';
import { until } from './until.js';

const PROGRAM = '/usr/sbin/clamd';

/** Whether Debian's package `clamav-daemon` is installed. */
export const hasClamd = (): boolean => existsSync(PROGRAM);

/** ClamAV's daemon with one signature of our own; it needs nothing from anywhere. */
export class Clamd {
  private constructor(
    private readonly daemon: ChildProcess,
    private readonly folder: string,
    readonly socket: string,
  ) {}

  static async start(harmful: string): Promise<Clamd> {
    const folder = mkdtempSync(join(tmpdir(), 'qingnuo-clamd-'));
    const socket = join(folder, 'clamd.ctl');
    // Name, any type of file, anywhere in it, the bytes.
    const signature = `Harmful.Text:0:*:${Buffer.from(harmful).toString('hex')}\n`;
    writeFileSync(join(folder, 'own.ndb'), signature);
    const settings = [
      `DatabaseDirectory ${folder}`,
      `LocalSocket ${socket}`,
      'Foreground yes',
      'StreamMaxLength 25M',
    ];
    const file = join(folder, 'clamd.conf');
    writeFileSync(file, `${settings.join('\n')}\n`);
    const daemon = spawn(PROGRAM, [`--config-file=${file}`], { stdio: 'ignore' });
    // The socket is there before anybody listens at it.
    const scanner = new ClamdScanner({ path: socket });
    await until(async () => {
      await scanner.check();
      return true;
    });
    return new Clamd(daemon, folder, socket);
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.daemon.once('exit', resolve));
    this.daemon.kill();
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
