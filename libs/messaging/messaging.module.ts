import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';

import { Outbox } from './outbox.js';

/** The outbox for every process; the worker adds its runner and its queues. */
@Global()
@Module({ imports: [DiscoveryModule], providers: [Outbox], exports: [Outbox, DiscoveryModule] })
export class MessagingModule {
  static forRoot(): DynamicModule {
    return { module: MessagingModule };
  }
}
