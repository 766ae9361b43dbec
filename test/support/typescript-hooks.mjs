import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const { exclude: _, ...swc } = JSON.parse(
  readFileSync(new URL('../../.swcrc', import.meta.url), 'utf8'),
);
const { version } = createRequire(import.meta.url)('@swc/core/package.json');

/**
 * What was compiled before, by all that it depends on: a process that is started again and again
 * loads no compiler.
 */
const compiled = fileURLToPath(new URL('../../node_modules/.cache/typescript/', import.meta.url));
mkdirSync(compiled, { recursive: true });

/** `./clock.js` beside a `clock.ts` means the source, as it does for the compiler. */
export function resolve(specifier, context, next) {
  if (/^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL) {
    const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(fileURLToPath(source))) return { url: source.href, shortCircuit: true };
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  // A query makes a new module of a file that is loaded already.
  if (!/^file:.*\.ts(?:\?|$)/.test(url)) return next(url, context);
  const filename = fileURLToPath(url);
  const source = readFileSync(filename, 'utf8');
  return { format: 'module', source: await codeOf(source, filename), shortCircuit: true };
}

async function codeOf(source, filename) {
  const options = { ...swc, filename, swcrc: false, sourceMaps: 'inline' };
  const key = createHash('sha256')
    .update(JSON.stringify([version, options, source]))
    .digest('hex');
  const kept = `${compiled}${key}.js`;
  if (existsSync(kept)) return readFileSync(kept, 'utf8');
  const { transform } = await import('@swc/core');
  const { code } = await transform(source, options);
  // Others may write the same at this moment, and read it.
  const own = `${kept}.${process.pid}`;
  writeFileSync(own, code);
  renameSync(own, kept);
  return code;
}
