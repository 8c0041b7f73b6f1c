import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';

import { DeadlineSweeper } from './deadline-sweeper.js';
import { MigrateCases } from './migrate-cases.js';
import { UndoCase } from './undo-case.service.js';
import { UndoHooks } from './undo-hooks.js';
import { WorkflowRuntime } from './workflow-runtime.js';

/** The engine, for every feature. Needs a Clock and the persistence module. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [WorkflowRuntime, DeadlineSweeper, MigrateCases, UndoHooks, UndoCase],
  exports: [WorkflowRuntime, DeadlineSweeper, MigrateCases, UndoCase, UndoHooks],
})
export class WorkflowRuntimeModule {}
