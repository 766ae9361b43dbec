import './typescript.mjs';

/**
 * `NODE_OPTIONS=--import=./test/support/later-version.mjs` makes a process one of a later version: it
 * knows a migration more. `LATER_BESIDE_OLD=1` says that the version before may go on beside it.
 */
const { migrations, migrationNames } = await import('../../src/store/migrations/index.ts');

class Later1990000000000 {
  name = 'Later1990000000000';
  besideOld = process.env.LATER_BESIDE_OLD === '1';

  async up(runner) {
    await runner.query('ALTER TABLE cases ADD COLUMN later text');
  }

  async down(runner) {
    await runner.query('ALTER TABLE cases DROP COLUMN later');
  }
}

migrations.push(Later1990000000000);
migrationNames.push('Later1990000000000');
