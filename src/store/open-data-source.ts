import { DataSource, type DataSourceOptions } from 'typeorm';
import type { Config } from '../config/config.js';
import { usualDatabase, type DatabaseSettings } from '../config/database-settings.js';
import { databaseSentence, DatabaseUnusable } from './database-sentence.js';
import { dataSourceOptions, type DatabaseAddress } from './data-source-options.js';
import { EmbeddedPostgres } from './embedded/embedded-postgres.js';
import { requireInstallation } from './installation.js';
import { migrate } from './migrate.js';
import { requireUsable } from './require-usable.js';

/** One statement runs at a time there; a few connections keep requests from queueing in `pg`. */
const EMBEDDED_POOL_SIZE = 5;

type Entities = Parameters<typeof dataSourceOptions>[1];

/** What is read of the settings; without a word about its connections the usual holds. */
export type DatabaseChoice = Pick<
  Config,
  'mode' | 'databaseUrl' | 'databasePoolSize' | 'dataDir'
> & { readonly database?: DatabaseSettings };

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
 * @throws SchemaTooNew
 * @throws MigrationsPending
 * @throws DatabaseUnusable in a sentence, whatever keeps the server from being worked with
 * @param opening the embedded database, if somebody has begun to open it already
 */
export async function openDataSource(
  config: DatabaseChoice,
  entities: Entities = [],
  opening: Promise<EmbeddedPostgres> | null = null,
): Promise<DataSource> {
  if (config.databaseUrl === null) {
    // Nothing but a demonstration has ever an embedded database, whoever registered there.
    const embedded = await (opening ?? EmbeddedPostgres.open(config.dataDir));
    return initialized(embeddedDataSource(embedded, entities), migrate);
  }
  const url = config.databaseUrl;
  return inSentences(async () => {
    await prepareServer(config, url);
    return new DataSource(dataSourceOptions(addressOf(config, url), entities)).initialize();
  });
}

/** What keeps the server from being worked with is told in a sentence where one is known. */
async function inSentences<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const sentence = databaseSentence(error);
    throw sentence === null ? error : new DatabaseUnusable(sentence, { cause: error });
  }
}

/** On a connection of its own, because a migration may take as long as it likes. */
async function prepareServer(config: DatabaseChoice, url: string): Promise<void> {
  const prepared = await unmigrated(config, url);
  try {
    await migrate(prepared);
  } finally {
    await prepared.destroy();
  }
}

/**
 * For whoever migrates: connected, the schema as it is, and as patient as a migration needs it.
 *
 * @throws WrongInstallation
 * @throws DatabaseUnusable
 */
export async function openUnmigrated(config: DatabaseChoice): Promise<DataSource> {
  if (config.databaseUrl === null) {
    const embedded = await EmbeddedPostgres.open(config.dataDir);
    return embeddedDataSource(embedded, []).initialize();
  }
  return inSentences(() => unmigrated(config, config.databaseUrl ?? ''));
}

function unmigrated(config: DatabaseChoice, url: string): Promise<DataSource> {
  const { settings, ...address } = addressOf(config, url);
  const patient = {
    ...settings,
    queryTimeoutMs: 0,
    statementTimeoutMs: 0,
    idleTransactionTimeoutMs: 0,
  };
  const options = dataSourceOptions({ ...address, poolSize: 1, settings: patient });
  return initialized(new DataSource(options), async (dataSource) => {
    await requireUsable(dataSource, settings);
    await requireInstallation(dataSource, config.mode);
  });
}

function addressOf(config: DatabaseChoice, url: string) {
  return { url, poolSize: config.databasePoolSize, settings: config.database ?? usualDatabase };
}

/** Closed again when the work on it fails. */
async function initialized(
  dataSource: DataSource,
  work: (dataSource: DataSource) => Promise<unknown>,
): Promise<DataSource> {
  await dataSource.initialize();
  try {
    await work(dataSource);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return dataSource;
}

function embeddedDataSource(embedded: EmbeddedPostgres, entities: Entities): DataSource {
  const address: DatabaseAddress = {
    url: embedded.url,
    poolSize: EMBEDDED_POOL_SIZE,
    embedded: true,
  };
  return new EmbeddedDataSource(dataSourceOptions(address, entities), embedded);
}
