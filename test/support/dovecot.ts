import { spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { freePort } from './free-port.js';
import { until } from './until.js';

const PROGRAM = '/usr/sbin/dovecot';

/** It gives no mailbox to root. */
const NOBODY = 65_534;

/** Whether Debian's package `dovecot-imapd` is installed, and may be started: it wants root. */
export const hasDovecot = (): boolean => existsSync(PROGRAM) && process.getuid?.() === 0;

/** A real IMAP server with one mailbox, whose mails are files in a folder. */
export class Dovecot {
  private mails = 0;

  private constructor(
    private readonly daemon: ChildProcess,
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async start(): Promise<Dovecot> {
    const folder = mkdtempSync(join(tmpdir(), 'qingnuo-dovecot-'));
    chmodSync(folder, 0o755);
    const port = await freePort();
    for (const name of ['mail', 'mail/cur', 'mail/new', 'mail/tmp']) {
      mkdirSync(join(folder, name));
      chownSync(join(folder, name), NOBODY, NOBODY);
    }
    const settings = `
      base_dir = ${folder}/run
      state_dir = ${folder}/state
      log_path = ${folder}/log
      protocols = imap
      listen = 127.0.0.1
      ssl = no
      disable_plaintext_auth = no
      mail_location = maildir:${folder}/mail
      passdb {
        driver = static
        args = password=se:cret
      }
      userdb {
        driver = static
        args = uid=${NOBODY} gid=${NOBODY} home=${folder}/mail
      }
      service imap-login {
        chroot =
        inet_listener imap {
          port = ${port}
        }
        inet_listener imaps {
          port = 0
        }
      }
      service anvil {
        chroot =
      }
    `;
    const file = join(folder, 'dovecot.conf');
    writeFileSync(file, settings);
    const daemon = spawn(PROGRAM, ['-F', '-c', file], { stdio: 'ignore' });
    await until(() => greets(port));
    return new Dovecot(daemon, folder, port);
  }

  get url(): string {
    return `imap://bounces:se%3Acret@127.0.0.1:${this.port}/INBOX`;
  }

  deliver(raw: string): void {
    this.mails += 1;
    writeFileSync(join(this.folder, 'mail/new', `${this.mails}.test`), raw);
  }

  async stop(): Promise<void> {
    const ended = once(this.daemon, 'exit');
    this.daemon.kill();
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function greets(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    const [greeting] = (await once(socket, 'data')) as [Buffer];
    return greeting.toString().startsWith('* OK');
  } finally {
    socket.destroy();
  }
}
