import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** How a command ended and what it printed. */
export interface Ended {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/** A command of the operator in a process of its own, on a database; the settings are its whole environment. */
export async function runOperatorCommand(
  program: string,
  args: readonly string[],
  settings: Record<string, string>,
  input = '',
): Promise<Ended> {
  const whole = ['--import', './test/support/typescript.mjs', program, ...args];
  const child = spawn(process.execPath, whole, { env: settings });
  const ended = once(child, 'close') as Promise<[number | null]>;
  child.stdin.end(input);
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = await ended;
  return { status, output, errors };
}
