import type { QueryRunner } from 'typeorm';
import type { Migration } from '../migration.js';

/**
 * Settings of the tables that grow with the cases.
 *
 * A letter is written anew when it is claimed, when it leaves, and when it comes back. The first
 * two change `next_attempt_at` and whether it waits, which an index goes by, and so can never be HOT;
 * but the row grows by its words, and with room on its page the new version stays there, and what
 * comes later (a report, a delay, a failure) tells no index. Every change of a clock or a case
 * changes something that is indexed: room would only cost room.
 *
 * The server's own thresholds are parts of a table, so that one of a million rows would wait for
 * two hundred thousand dead ones, and its statistics for a hundred thousand changes.
 */
export class GrowingTables1796410000000 implements Migration {
  readonly name = 'GrowingTables1796410000000';
  readonly besideOld = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE notices SET (fillfactor = 70)');
    for (const table of tables) {
      const settings = thresholds.map((name) => `${name} = 0.02`).join(', ');
      await runner.query(`ALTER TABLE ${table} SET (${settings})`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) {
      await runner.query(`ALTER TABLE ${table} RESET (${thresholds.join(', ')})`);
    }
    await runner.query('ALTER TABLE notices RESET (fillfactor)');
  }
}

const tables = ['notices', 'clocks', 'cases'];

const thresholds = [
  'autovacuum_vacuum_scale_factor',
  'autovacuum_vacuum_insert_scale_factor',
  'autovacuum_analyze_scale_factor',
];
