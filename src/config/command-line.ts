import { inputErrorsOf } from '../kernel/domain-error.js';

/** A command was called in a way that it does not have. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Runs a command of the operator and prints the sentence that it ends with. The process ends with
 * status 0; with 1 when something was refused or failed, each broken rule on a line; with 2 when
 * the command was called wrongly, and then says how it is called.
 */
export async function runCommand(
  usage: string,
  run: () => Promise<string>,
  output: NodeJS.WritableStream = process.stdout,
): Promise<void> {
  try {
    output.write(`${await run()}\n`);
  } catch (error) {
    const isMisuse = error instanceof UsageError || isParseError(error);
    process.stderr.write(`${told(error)}\n${isMisuse ? `\n${usage}\n` : ''}`);
    process.exitCode = isMisuse ? 2 : 1;
  }
}

/** What `parseArgs` throws: an option that is not known, or one without its value. */
function isParseError(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS_');
}

function told(error: unknown): string {
  const found = inputErrorsOf(error);
  if (!found) return error instanceof Error ? error.message : String(error);
  const lines = found.errors.map(
    ({ path, rule, message }) => `${path ? `${path}: ` : ''}${rule}: ${message}`,
  );
  return [...lines, ...(found.more > 0 ? [`… and ${found.more} more`] : [])].join('\n');
}
