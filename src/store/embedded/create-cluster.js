// @ts-check
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';

/*
 * Creates an empty cluster in the folder given, in a process of its own: initdb in WebAssembly
 * takes 850 MB, and a thread would keep them. JavaScript for the same reason as serve-cluster.js.
 */

// The baseline compiler alone: 2.2 s instead of 4.1 s, for code that runs once.
setFlagsFromString('--liftoff-only');

// The process that waits for it was killed: leave the folder to the next one.
process.on('disconnect', () => process.exit(1));

const [, , dataDir] = process.argv;
if (dataDir === undefined) throw new Error('Usage: create-cluster.js <folder>');
const database = await PGlite.create({ dataDir });
await database.close();
process.exit();
