import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { freePort } from './free-port.js';
import { until } from './until.js';

const PROGRAM = '/usr/sbin/nginx';
const OPENSSL = '/usr/bin/openssl';
const NAME = 'qingnuo.example';

/** Whether Debian's packages `nginx` and `openssl` are installed. */
export const hasNginx = (): boolean => [PROGRAM, OPENSSL].every((program) => existsSync(program));

export interface NginxAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface NginxRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: Buffer | string;
  /** From which address of loopback it comes. */
  readonly from?: string;
}

/** A real nginx with a file of ours, of which paths and ports alone are others. */
export class Nginx {
  private constructor(
    private readonly folder: string,
    private readonly port: number,
    private readonly daemon: ChildProcess,
  ) {}

  /** @param upstream the address of the product: `127.0.0.1:3000` */
  static async start(file: string, upstream: string): Promise<Nginx> {
    const folder = mkdtempSync(join(tmpdir(), 'qingnuo-nginx-'));
    // Its workers run as another user where it was started by root.
    chmodSync(folder, 0o755);
    makeCertificate(folder);
    const [port, plainPort] = [await freePort(), await freePort()];
    const own = join(folder, 'nginx.conf');
    const settings = readFileSync(file, 'utf8');
    writeFileSync(own, moved(settings, { folder, port, plainPort, upstream }));
    const checked = spawnSync(PROGRAM, ['-t', '-p', folder, '-c', own], { encoding: 'utf8' });
    if (checked.status !== 0) throw new Error(checked.stderr);
    const daemon = spawn(PROGRAM, ['-p', folder, '-c', own, '-g', 'daemon off;'], {
      stdio: 'ignore',
    });
    const nginx = new Nginx(folder, port, daemon);
    await until(() => nginx.ask('/healthz'));
    return nginx;
  }

  async ask(path: string, { from, body, ...options }: NginxRequest = {}): Promise<NginxAnswer> {
    const sent = request({
      host: '127.0.0.1',
      port: this.port,
      path,
      servername: NAME,
      ca: readFileSync(join(this.folder, 'fullchain.pem')),
      agent: false,
      ...(from !== undefined && { localAddress: from }),
      ...options,
      headers: { host: NAME, ...options.headers },
    });
    sent.end(body);
    const [answer] = (await once(sent, 'response')) as [import('node:http').IncomingMessage];
    return { status: answer.statusCode ?? 0, headers: answer.headers, body: await text(answer) };
  }

  /** Everything that it has written down. */
  logs(): string {
    return ['qingnuo.log', 'error.log']
      .map((name) => readFileSync(join(this.folder, name), 'utf8'))
      .join('\n');
  }

  async stop(): Promise<void> {
    const ended = once(this.daemon, 'exit');
    this.daemon.kill('SIGQUIT');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

interface Place {
  readonly folder: string;
  readonly port: number;
  readonly plainPort: number;
  readonly upstream: string;
}

/** The file with its paths and ports moved; a place that is not found any more is a fault of this. */
function moved(settings: string, { folder, port, plainPort, upstream }: Place): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, name)};`)
    .join('\n');
  const places: readonly (readonly [string, string])[] = [
    ['/run/nginx.pid', join(folder, 'nginx.pid')],
    ['/var/log/nginx/', `${folder}/`],
    ['/etc/qingnuo/tls/', `${folder}/`],
    ['listen 80;', `listen 127.0.0.1:${plainPort};`],
    ['listen 443 ssl;', `listen 127.0.0.1:${port} ssl;`],
    ['server 127.0.0.1:3000;', `server ${upstream};`],
    ['http {\n', `http {\n${temporary}\n`],
  ];
  return places.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`The file has no ${from}`);
    return text.replaceAll(from, to);
  }, settings);
}

function makeCertificate(folder: string): void {
  const options = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'];
  const names = ['-subj', `/CN=${NAME}`, '-addext', `subjectAltName=DNS:${NAME}`];
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'fullchain.pem')];
  execFileSync(OPENSSL, [...options, ...names, ...files], { stdio: 'ignore' });
}
