import { DataSource, type DataSourceOptions } from 'typeorm';
import type { Config } from '../config/config.js';
import { dataSourceOptions, type DatabaseAddress } from './data-source-options.js';
import { EmbeddedPostgres } from './embedded/embedded-postgres.js';
import { requireInstallation } from './installation.js';
import { migrate } from './migrate.js';

/** One statement runs at a time there; a few connections keep requests from queueing in `pg`. */
const EMBEDDED_POOL_SIZE = 5;

/** A data source that owns its database: destroying it closes the database behind it. */
class EmbeddedDataSource extends DataSource {
  constructor(
    options: DataSourceOptions,
    private readonly embedded: EmbeddedPostgres,
  ) {
    super(options);
  }

  override async destroy(): Promise<void> {
    await super.destroy();
    await this.embedded.close();
  }
}

/**
 * Connected and migrated: to the server of the settings, or to the embedded database.
 *
 * @throws WrongInstallation
 * @param opening the embedded database, if somebody has begun to open it already
 */
export async function openDataSource(
  config: Pick<Config, 'mode' | 'databaseUrl' | 'databasePoolSize' | 'dataDir'>,
  entities: Parameters<typeof dataSourceOptions>[1] = [],
  opening: Promise<EmbeddedPostgres> | null = null,
): Promise<DataSource> {
  const dataSource =
    config.databaseUrl === null
      ? embeddedDataSource(await (opening ?? EmbeddedPostgres.open(config.dataDir)), entities)
      : new DataSource(
          dataSourceOptions(
            { url: config.databaseUrl, poolSize: config.databasePoolSize },
            entities,
          ),
        );
  await dataSource.initialize();
  try {
    // Nothing but a demonstration has ever an embedded database, whoever registered there.
    if (config.databaseUrl !== null) await requireInstallation(dataSource, config.mode);
    await migrate(dataSource);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return dataSource;
}

function embeddedDataSource(
  embedded: EmbeddedPostgres,
  entities: Parameters<typeof dataSourceOptions>[1],
): DataSource {
  const address: DatabaseAddress = {
    url: embedded.url,
    poolSize: EMBEDDED_POOL_SIZE,
    embedded: true,
  };
  return new EmbeddedDataSource(dataSourceOptions(address, entities), embedded);
}
