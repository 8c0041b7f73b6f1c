export { type DeliberationNote, DeliberationNotes } from './deliberation-notes.js';
export { Rehearsals, type Stand } from './rehearsals.js';
export * from './sitting-board.js';
export { SittingBoards } from './sitting-boards.reader.js';
export * from './sitting.errors.js';
export { SittingLinks } from './sitting-links.repository.js';
export { SittingWatch } from './sitting-watch.js';
export { SittingsModule } from './sittings.module.js';
