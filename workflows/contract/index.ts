export * from './adjustments.js';
export * from './phase.js';
export * from './process-definition.js';
export * from './tell.js';
export * from './undo.js';
