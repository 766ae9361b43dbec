import 'reflect-metadata';
import { OptionsInvalid, readOptions, type Options } from './options.js';
import { isSound, reportOf } from './report.js';
import { simulate } from './simulate.js';

/**
 * Lets random but lawful cases of every kind live through simulated time and holds what the product
 * stored against what their histories say: `npm run simulate -- --cases 500 --from 2025-01-01 --days
 * 365 --seed 7`. Ends with 0 when everything is as it must be, 1 when not, 2 for a wrong option.
 */
async function run(options: Options): Promise<void> {
  const begun = performance.now();
  let tenth = 0;
  const { played, findings } = await simulate(options, (done, all) => {
    const now = Math.floor((10 * done) / all);
    if (now > tenth) console.error(`${now * 10} % of the time has passed`);
    tenth = now;
  });
  const seconds = (performance.now() - begun) / 1000;
  console.log(reportOf({ options, played, findings, seconds }));
  process.exitCode = isSound({ played, findings }) ? 0 : 1;
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
