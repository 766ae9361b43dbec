import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { MailServer } from '../../src/notices/mail-server.js';
import { freePort } from './free-port.js';
import { until } from './until.js';

const PROGRAM = '/usr/sbin/postfix';

/** Whether Debian's package `postfix` is installed, and may be started: its master wants root. */
export const hasPostfix = (): boolean => existsSync(PROGRAM) && process.getuid?.() === 0;

/** The services that a relay needs, none of them in a jail. */
const services = `
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 1 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`;

/**
 * A real Postfix of its own folder and port that takes everything, and passes it on by the table of
 * domains: a letter that a later server refuses comes back by a report.
 */
export class Postfix extends MailServer {
  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {
    super();
  }

  /** @param routes the port of loopback behind each domain */
  static async start(routes: Readonly<Record<string, number>>): Promise<Postfix> {
    const folder = mkdtempSync(join(tmpdir(), 'qingnuo-postfix-'));
    chmodSync(folder, 0o755);
    const port = await freePort();
    for (const name of ['queue', 'data']) mkdirSync(join(folder, name));
    execFileSync('chown', ['postfix', join(folder, 'data')]);
    const table = Object.entries(routes)
      .map(([domain, to]) => `${domain} smtp:[127.0.0.1]:${to}`)
      .join('\n');
    writeFileSync(join(folder, 'transport'), `${table}\n`);
    const settings = {
      compatibility_level: '3.6',
      queue_directory: join(folder, 'queue'),
      data_directory: join(folder, 'data'),
      maillog_file: join(folder, 'log'),
      maillog_file_prefixes: folder,
      myhostname: 'relay.example',
      mydestination: '',
      inet_interfaces: '127.0.0.1',
      inet_protocols: 'ipv4',
      mynetworks: '127.0.0.0/8',
      smtpd_relay_restrictions: 'permit_mynetworks, reject',
      transport_maps: `texthash:${join(folder, 'transport')}`,
      smtputf8_enable: 'yes',
      recipient_delimiter: '+',
    };
    const main = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
    writeFileSync(join(folder, 'main.cf'), main.join(''));
    const smtpd = `127.0.0.1:${port} inet n - n - - smtpd\n`;
    writeFileSync(join(folder, 'master.cf'), smtpd + services.trimStart());
    execFileSync(PROGRAM, ['-c', folder, 'start'], { stdio: 'ignore' });
    await until(() => greets(port));
    return new Postfix(folder, port);
  }

  override url(): Promise<string> {
    return Promise.resolve(`smtp://127.0.0.1:${this.port}?ignoreTLS=true`);
  }

  stop(): void {
    execFileSync(PROGRAM, ['-c', this.folder, 'stop'], { stdio: 'ignore' });
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function greets(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    const [greeting] = (await once(socket, 'data')) as [Buffer];
    return greeting.toString().startsWith('220');
  } finally {
    socket.destroy();
  }
}
