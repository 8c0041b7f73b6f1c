export { PdfFailure, SealFailure } from './pdf-failure.js';
export { PdfPress, type PdfPressOptions } from './pdf-press.js';
export type * from './record-document.js';
export * from './record-labels.js';
export { typography } from './typography.js';
export { PdfSealer, type PdfSealerOptions, type SealedPdf, type SealRequest } from './pdf-sealer.js';
export { makeTestCertificate, type TestCertificate, type TestCertificateOptions } from './test-certificate.js';
export { type SealFacts, verifySeal } from './verify-seal.js';
