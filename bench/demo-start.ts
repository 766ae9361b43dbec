import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { until } from '../test/support/until.js';
import type { Figure } from './table.js';

const LONGEST_START_MS = 60_000;
/** What a fresh clone has not, or has from `npm ci`. */
const NOT_CLONED = new Set(['.git', 'coverage', 'data', 'dist', 'node_modules']);

interface Running {
  readonly url: string;
  readonly child: ChildProcess;
  readonly secondsToReady: number;
}

/**
 * The demonstration in a copy of the checkout, started twice by the command of the README, build
 * included: seconds until it is ready, and its memory after the story of both cases.
 */
export async function measureDemoStart(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'qingnuo-demo-'));
  try {
    cpSync('.', folder, { recursive: true, filter: (path) => !NOT_CLONED.has(basename(path)) });
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    const first = await start(folder);
    await stop(first);
    const second = await start(folder);
    tellStory(folder, second.url);
    const megabytes = memoryOf(second.child.pid ?? 0);
    await stop(second);
    return [
      seconds('demo ready, first start', first, '≤ 12 s'),
      seconds('demo ready, second start', second, '≤ 5 s'),
      {
        name: 'demo memory after the story (RSS, npm included)',
        value: `${megabytes.toFixed(0)} MB`,
        target: '< 600 MB',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function seconds(name: string, { secondsToReady }: Running, target: string): Figure {
  return { name, value: `${secondsToReady.toFixed(1)} s`, target };
}

async function start(folder: string): Promise<Running> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { PATH = '', HOME = '' } = process.env;
  const begun = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env: { PATH, HOME, PORT: String(port) },
    // A group of its own, so that a stop reaches the server behind npm.
    detached: true,
    stdio: 'ignore',
  });
  process.once('exit', () => {
    signal(child, 'SIGKILL');
  });
  await until(async () => (await fetch(`${url}/readyz`)).ok || child.exitCode !== null, {
    timeout: LONGEST_START_MS,
  });
  if (child.exitCode !== null) throw new Error(`npm start ended with code ${child.exitCode}.`);
  return { url, child, secondsToReady: (performance.now() - begun) / 1000 };
}

async function stop({ child }: Running): Promise<void> {
  const ended = once(child, 'exit');
  signal(child, 'SIGTERM');
  await ended;
}

function signal({ pid, exitCode, signalCode }: ChildProcess, name: NodeJS.Signals): void {
  const ended = exitCode !== null || signalCode !== null;
  if (pid !== undefined && !ended) process.kill(-pid, name);
}

function tellStory(folder: string, url: string): void {
  const told = spawnSync('npm', ['run', '--silent', 'story', '--', url], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (told.status !== 0) throw new Error(`The story broke off:\n${told.stdout}${told.stderr}`);
}

/** Megabytes of the group's processes together. */
function memoryOf(group: number): number {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pgid=,rss='], { encoding: 'utf8' });
  const kilobytes = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([pgid]) => pgid === group)
    .reduce((sum, [, rss = 0]) => sum + rss, 0);
  return kilobytes / 1024;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
