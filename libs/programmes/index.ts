export { ChangeProgramme, type ChangeProgrammeCommand } from './change-programme.service.js';
export { checkedProgramme, PROGRAMME_BOUNDS } from './checked-programme.js';
export { Escalations, type EscalationStanding } from './escalations.reader.js';
export { type MovedDuty, ProgrammeEffects } from './programme-effects.reader.js';
export { ProgrammeChanged } from './programme.errors.js';
export { ProgrammesModule } from './programmes.module.js';
export { StopEscalation } from './stop-escalation.service.js';
