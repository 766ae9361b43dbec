import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '../config/config.js';
import { StartReport } from '../config/start-report.js';
import { firstConnection } from './require-usable.js';
import { roleStatements, sessionSettings } from './session-settings.js';

/**
 * Says at the start what the sessions lack that a pooler gives us: where none of them is our own,
 * the product can set nothing for them, and the role has to have it.
 */
@Injectable()
export class SessionReport implements OnApplicationBootstrap {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: Config,
    private readonly report: StartReport,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { databaseUrl, database } = this.config;
    if (databaseUrl === null || database.pooler === 'session') return;
    if (database.pooler === 'transaction') await this.tellMissing();
    else if ((await firstConnection(this.dataSource)).isBehindPooler) {
      this.report.add(
        'A connection pooler stands before the database. It has to keep a session for one client; ' +
          'DATABASE_POOLER=session says so.',
      );
    }
  }

  private async tellMissing(): Promise<void> {
    const wanted = sessionSettings(this.config.database);
    const rows = await this.dataSource.query<{ name: string; setting: string }[]>(
      'SELECT name, setting FROM pg_settings WHERE name = ANY($1)',
      [Object.keys(wanted)],
    );
    const [role] = await this.dataSource.query<{ name: string }[]>('SELECT current_user AS name');
    const missing = Object.entries(wanted).filter(
      ([name, value]) => !rows.some((row) => row.name === name && row.setting === value),
    );
    if (missing.length === 0) return;
    this.report.add(
      'Behind a pooler in transaction mode the product cannot set its sessions. Let the owner of ' +
        'the role run, and let the pooler open its connections anew:\n' +
        roleStatements(Object.fromEntries(missing), role?.name ?? '')
          .map((statement) => `  ${statement}`)
          .join('\n'),
    );
  }
}
