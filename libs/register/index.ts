export * from './fingerprint.js';
export { IMPORT_ODDITY_KINDS } from './import-oddity.js';
export { ImportRegister } from './import-register.service.js';
export type { ImportRegisterCommand, ImportReport } from './import-register.types.js';
export { registeredId } from './imported-product.js';
export { ODDITY_KINDS, type Oddity, type OddityKind } from './oddity.js';
export {
  parseRegister,
  type Register,
  type RegisterIncubator,
  type RegisterOrganisation,
  type RegisterProduct,
} from './parse-register.js';
export { meaningOf, type PhaseMeaning } from './phase-names.js';
export * from './product-history.js';
export type { HeldCommittee, OtherEvent } from './read-events.js';
export type { HistoricPhase, UndatedPhase } from './read-phases.js';
export type { LinkName } from './read-relations.js';
export { RegisterModule } from './register.module.js';
export { RegisterShapeError } from './register-shape.error.js';
