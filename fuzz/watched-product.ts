import 'reflect-metadata';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { loadConfig } from '../src/config/load-config.js';
import { createApp } from '../src/create-app.js';

/**
 * The product in a process of its own whose parent asks by messages how long its event loop stood
 * still: each answer is the longest delay, in milliseconds, since the one before.
 */
const RESOLUTION_MS = 1;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();

process.on('message', () => {
  // A delay is counted once the loop runs again, after the timer behind it.
  setTimeout(() => {
    process.send?.(Math.max(0, delay.max / 1e6 - RESOLUTION_MS));
    delay.reset();
  }, RESOLUTION_MS);
});
process.on('disconnect', () => process.exit(0));

const config = loadConfig();
const app = await createApp(config);
await app.init();
const { host, port } = config;
const address = await app.getHttpAdapter().getInstance().listen({ host, port });
console.log(`listens at ${address}`);
