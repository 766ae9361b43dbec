import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { Config } from '../config/config.js';
import type { EmbeddedPostgres } from './embedded/embedded-postgres.js';
import { openDataSource } from './open-data-source.js';
import { SchemaWatch } from './schema-watch.js';
import { SessionReport } from './session-report.js';
import { Transactions } from './transactions.js';

/** The database, migrated before anything else starts, with every entity of `forFeature`. */
@Global()
@Module({
  providers: [SchemaWatch, Transactions, SessionReport],
  exports: [SchemaWatch, Transactions],
})
export class StoreModule {
  static forRoot(config: Config, embedded: Promise<EmbeddedPostgres> | null = null): DynamicModule {
    return {
      module: StoreModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({
            type: 'postgres' as const,
            autoLoadEntities: true,
            // A wrong setting or a folder in use is told at once, not after ten tries.
            toRetry: () => false,
          }),
          dataSourceFactory: (options) =>
            openDataSource(config, options?.entities as EntityTarget<ObjectLiteral>[], embedded),
        }),
      ],
    };
  }
}
