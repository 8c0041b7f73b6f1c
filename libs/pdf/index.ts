export { PdfFailure, SealFailure } from './pdf-failure.js';
export { PdfPress, type PdfPressOptions } from './pdf-press.js';
export type * from './record-document.js';
export { typography } from './typography.js';
