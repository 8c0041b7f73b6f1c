import { Global, Module } from '@nestjs/common';

import { DeadlineSweeper } from './deadline-sweeper.js';
import { WorkflowRuntime } from './workflow-runtime.js';

/** The engine, for every feature. Needs a Clock and the persistence module. */
@Global()
@Module({ providers: [WorkflowRuntime, DeadlineSweeper], exports: [WorkflowRuntime, DeadlineSweeper] })
export class WorkflowRuntimeModule {}
