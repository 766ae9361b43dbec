import { cpus, totalmem } from 'node:os';
import { measureArchive } from './archive.js';
import { measureCaseList } from './case-list.js';
import { measureDemoStart } from './demo-start.js';
import { measureEvents } from './events.js';
import { measureInput } from './input.js';
import { measureRecounts } from './recounts.js';
import { measureLedger } from './ledger.js';
import { measurePolls } from './polls.js';
import { measurePortfolio } from './portfolio.js';
import { measureRecord } from './record.js';
import { measureScale } from './scale.js';
import { measureSweep } from './sweep.js';
import { table, type Figure } from './table.js';
import { measureWebhooks } from './webhooks.js';

/**
 * Measures the figures of the README and prints them; nothing is written into the checkout.
 * `npm run bench` for all, `npm run bench -- events` for one part.
 */
const parts: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  demo: measureDemoStart,
  input: measureInput,
  events: measureEvents,
  record: measureRecord,
  ledger: measureLedger,
  portfolio: measurePortfolio,
  scale: measureScale,
  list: measureCaseList,
  sweep: measureSweep,
  recounts: measureRecounts,
  archive: measureArchive,
  polls: measurePolls,
  webhooks: measureWebhooks,
};

process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

const wanted = process.argv.slice(2);
const figures: Figure[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`Measuring: ${name} …`);
  figures.push(...(await measure()));
}

const processors = cpus();
const memory = Math.round(totalmem() / 2 ** 30);
console.log(
  `\nNode ${process.version}, ${processors.length} × ${processors[0]?.model ?? 'unknown'}, ` +
    `${memory} GB, ${process.platform} ${process.arch}\n\n${table(figures)}`,
);
