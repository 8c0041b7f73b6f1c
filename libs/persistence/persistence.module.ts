import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { dataSourceOptions } from './data-source.js';
import { PATIENCE } from './patience.js';
import { Transactions } from './transactions.js';

/** The database of the whole process; rows are declared by the features through `TypeOrmModule.forFeature`. */
@Global()
@Module({})
export class PersistenceModule {
  static at(url: string, poolSize?: number): DynamicModule {
    return {
      module: PersistenceModule,
      imports: [
        TypeOrmModule.forRoot({
          ...dataSourceOptions(url, poolSize),
          extra: PATIENCE,
          autoLoadEntities: true,
          retryAttempts: 1,
        }),
      ],
      providers: [Transactions],
      exports: [Transactions],
    };
  }
}
