import { Global, Module } from '@nestjs/common';

import { Outbox } from './outbox.js';

/** The outbox, for every process; a worker adds its runner and its queues. */
@Global()
@Module({ providers: [Outbox], exports: [Outbox] })
export class MessagingModule {}
