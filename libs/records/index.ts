export type { DocumentKind, SealLevel } from './record-document.row.js';
export type * from './record-view.js';
export { Records } from './records.reader.js';
export { RecordsModule } from './records.module.js';
export { type SignatureFact, SignatureFacts } from './signature-facts.js';
