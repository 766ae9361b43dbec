import 'reflect-metadata';
import { SecurityRecord } from '../src/activity/security-record.js';
import { loadConfig } from '../src/config/load-config.js';
import { createApp } from '../src/create-app.js';

/**
 * The product without the writing of the record, to measure what that costs; there is no setting
 * for it. The door still finds out what it would write.
 */
const config = loadConfig();
const app = await createApp(config);
app.get(SecurityRecord, { strict: false }).append = async () => undefined;
await app.init();
process.once('SIGTERM', () => {
  void app.close().then(() => process.exit(0));
});
const address = await app.getHttpAdapter().getInstance().listen({ host: '127.0.0.1', port: 0 });
console.log(`The product without its record listens at ${address}`);
