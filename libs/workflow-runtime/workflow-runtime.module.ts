import { Global, Module } from '@nestjs/common';

import { DeadlineSweeper } from './deadline-sweeper.js';
import { MigrateCases } from './migrate-cases.js';
import { WorkflowRuntime } from './workflow-runtime.js';

/** The engine, for every feature. Needs a Clock and the persistence module. */
@Global()
@Module({
  providers: [WorkflowRuntime, DeadlineSweeper, MigrateCases],
  exports: [WorkflowRuntime, DeadlineSweeper, MigrateCases],
})
export class WorkflowRuntimeModule {}
