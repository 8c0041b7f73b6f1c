export { CorrectAddress, type CorrectAddressCommand } from './correct-address.service.js';
export { CorrectPhase, type CorrectPhaseCommand } from './correct-phase.service.js';
export { CorrectionsModule } from './corrections.module.js';
export { type UndoCommand, UndoStep } from './undo-step.service.js';
