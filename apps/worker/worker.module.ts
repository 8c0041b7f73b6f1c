import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';

import { FeaturesModule } from '#libs/composition/index.js';
import type { Configuration } from '#libs/configuration/index.js';
import type { Clock } from '#libs/kernel/index.js';
import { EffectRunner } from '#libs/messaging/index.js';

/** The job root: consumers, relay and sweeper on top of the features. No business rule here. */
@Module({})
export class WorkerModule {
  static with(configuration: Configuration, clock: Clock): DynamicModule {
    return {
      module: WorkerModule,
      imports: [DiscoveryModule, FeaturesModule.with(configuration, clock)],
      providers: [EffectRunner],
    };
  }
}
