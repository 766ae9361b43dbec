import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Config } from './config.js';
import { StartReport } from './start-report.js';

/** Makes the checked settings available to every part under the token `Config`. */
@Global()
@Module({})
export class ConfigModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: ConfigModule,
      providers: [{ provide: Config, useValue: config }, StartReport],
      exports: [Config, StartReport],
    };
  }
}
