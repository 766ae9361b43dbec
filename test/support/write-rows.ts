import process from 'node:process';
import { openDataSource } from '../../src/store/open-data-source.js';

/**
 * A process to be killed: writes numbered rows into the data folder given, in pairs that belong
 * together, and prints each number once the database has acknowledged it.
 */
const [, , dataDir = ''] = process.argv;
const dataSource = await openDataSource({
  databaseUrl: null,
  databasePoolSize: 2,
  dataDir,
  mode: 'demo',
});
const [row] = await dataSource.query<{ last: number }[]>(
  'SELECT COALESCE(max(last), 0) AS last FROM case_numbers',
);
for (let number = (row?.last ?? 0) + 1; ; number += 1) {
  await dataSource.transaction(async (tx) => {
    for (const half of ['left', 'right']) {
      await tx.query('INSERT INTO case_numbers (series, last) VALUES ($1, $2)', [
        `${half}-${number}`,
        number,
      ]);
    }
  });
  process.stdout.write(`${number}\n`);
}
