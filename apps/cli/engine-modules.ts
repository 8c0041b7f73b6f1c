import { Global, Module } from '@nestjs/common';

import { Clock, SystemClock } from '#libs/kernel/index.js';
import { WorkflowRuntimeModule } from '#libs/workflow-runtime/index.js';

@Global()
@Module({ providers: [{ provide: Clock, useClass: SystemClock }], exports: [Clock] })
class ClockModule {}

/** What every feature expects to find, beside the database: for commands that read or move cases. */
export const engineModules = [ClockModule, WorkflowRuntimeModule];
