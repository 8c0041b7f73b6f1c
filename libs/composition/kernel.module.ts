import { type DynamicModule, Global, Module } from '@nestjs/common';

import { Configuration } from '#libs/configuration/index.js';
import { Clock } from '#libs/kernel/index.js';

/** What every service may ask for: the time and the configuration. */
@Global()
@Module({})
export class KernelModule {
  static with(configuration: Configuration, clock: Clock): DynamicModule {
    const providers = [
      { provide: Configuration, useValue: configuration },
      { provide: Clock, useValue: clock },
    ];
    return { module: KernelModule, providers, exports: [Configuration, Clock] };
  }
}
