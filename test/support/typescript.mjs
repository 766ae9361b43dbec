import { register } from 'node:module';

/**
 * `node --import ./test/support/typescript.mjs some.ts` runs a source file in a process of its
 * own, for what a test cannot do in the runner's: another time zone, or being killed.
 */
register('./typescript-hooks.mjs', import.meta.url);
