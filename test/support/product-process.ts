import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { until } from './until.js';

/** The product in a process of its own, to be signalled and killed. */
export interface ProductProcess {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  readonly pid: number;
  /** Everything it has printed so far. */
  printed(): string;
  /** Sends the signal and waits for the end: its exit code, or null when the signal ended it. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
  signal(signal: NodeJS.Signals): void;
}

/** Two seconds on a machine that has nothing else to do. */
const LONGEST_START_MS = 120_000;

const READY = /listens at (http:[^\s"]+)/;

/** Starts the product on a free port, as a demonstration unless told otherwise. */
export function startProduct(
  settings: Record<string, string>,
  through: readonly string[] = [],
): Promise<ProductProcess> {
  return startServer('src/main.ts', settings, through);
}

/**
 * The same for any program that says `listens at http://…` once it does.
 *
 * @param through a command that becomes the one which is given to it, such as `unshare`
 */
export async function startServer(
  program: string,
  settings: Record<string, string>,
  through: readonly string[] = [],
): Promise<ProductProcess> {
  const node = [process.execPath, '--import', './test/support/typescript.mjs', program];
  const [command = '', ...options] = [...through, ...node];
  const child = spawn(command, options, {
    env: { PORT: '0', NODE_ENV: 'demonstration', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('close', () => process.off('exit', kill));
  const ended = once(child, 'close') as Promise<[number | null]>;
  let output = '';
  const collect = (text: string) => {
    output += text;
  };
  child.stdout.setEncoding('utf8').on('data', collect);
  child.stderr.setEncoding('utf8').on('data', collect);
  await until(() => READY.test(output) || child.exitCode !== null, {
    timeout: LONGEST_START_MS,
  }).catch(() => child.kill('SIGKILL'));
  const url = READY.exec(output)?.[1];
  if (url === undefined) throw new Error(`${program} did not start:\n${output}`);
  return {
    url,
    pid: child.pid ?? 0,
    printed: () => output,
    signal: (signal) => child.kill(signal),
    stop: async (signal) => {
      child.kill(signal);
      return (await ended)[0];
    },
  };
}
