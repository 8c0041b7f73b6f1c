import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';

import type { Configuration } from '#libs/configuration/index.js';
import type { Clock } from '#libs/kernel/index.js';
import { EffectRunner } from '#libs/messaging/index.js';

import { ApiModule } from '../api/api.module.js';

/** Api and worker over one set of features. */
@Module({})
export class EmbeddedModule {
  static with(configuration: Configuration, clock: Clock): DynamicModule {
    return {
      module: EmbeddedModule,
      imports: [DiscoveryModule, ApiModule.with(configuration, clock)],
      providers: [EffectRunner],
    };
  }
}
