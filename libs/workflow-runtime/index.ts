export type { Actor, Answer, CaseReference, DispatchOptions, EventOf, StoredCase } from './case.js';
export { caseId } from './case.js';
export type { Bringing, DeadlineChanges, HeldDeadline } from './bring-case.js';
export { CHECKPOINT_LABELS } from './checkpoint.js';
export { DeadlineSweeper } from './deadline-sweeper.js';
export { DEFINITIONS, type Definitions } from './definitions.js';
export {
  type Forecast,
  isLeftBehind,
  type LeftBehind,
  MigrateCases,
  type MigrationOptions,
  type MigrationOutcome,
} from './migrate-cases.js';
export { rehearse } from './rehearse.js';
export { type Replay, replayCase, type ReplayFault, replayLog } from './replay.js';
export * from './runtime.errors.js';
export { UndoCase, type UndoOptions } from './undo-case.service.js';
export { type StepTaker, TakesBack, UndoHooks, type UndoneStep } from './undo-hooks.js';
export { type EffectFate, standing, stillStands, type Undone, type UndoneEffect, type UndoneEntry } from './undo.js';
export { WorkflowRuntime } from './workflow-runtime.js';
export { WorkflowRuntimeModule } from './workflow-runtime.module.js';
