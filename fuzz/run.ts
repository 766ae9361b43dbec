import 'reflect-metadata';
import { fuzz } from './fuzz.js';
import { OptionsInvalid, readOptions, type Options } from './options.js';
import { reportOf } from './report.js';
import { ownDemonstration, standing } from './target.js';

/**
 * Sends a demonstration requests that nobody would, and holds each answer against the OpenAPI
 * document: `npm run fuzz -- --requests 20000 --seed 7`, or with `--url` against one that runs
 * already. Ends with 0 when nothing was found, 1 when something was, 2 for a wrong option.
 */
async function run(options: Options): Promise<void> {
  const begun = performance.now();
  const start = new Date('2026-09-14T10:00:00+08:00');
  const target = options.url === null ? await ownDemonstration(start) : standing(options.url);
  try {
    let tenth = 0;
    const outcome = await fuzz(target, options, (done) => {
      const now = Math.floor((10 * done) / options.requests);
      if (now > tenth) console.error(`${now * 10} % of the requests are sent`);
      tenth = now;
    });
    console.log(reportOf(options, outcome, (performance.now() - begun) / 1000));
    process.exitCode = outcome.findings.length === 0 ? 0 : 1;
  } finally {
    await target.stop();
  }
}

process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

try {
  await run(readOptions(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof OptionsInvalid)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
