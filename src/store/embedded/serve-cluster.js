// @ts-check
import { once } from 'node:events';
import process from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { Turns } from './turns.js';

/*
 * The worker thread that runs the embedded PostgreSQL and serves it on a socket. Plain
 * JavaScript, because a thread starts from a file, and the tests run from the source, which
 * Node 20 cannot load as TypeScript.
 */

const [dataDir, socketPath] = /** @type {[string, string]} */ (workerData);

const database = await PGlite.create({ dataDir, relaxedDurability: false });
const { server } = new Turns(database);
server.listen(socketPath);
await once(server, 'listening');
parentPort?.postMessage('ready');

if (parentPort) await once(parentPort, 'message');
server.close();
await database.close();
process.exit();
