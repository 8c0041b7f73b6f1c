export { Prose } from './prose.js';
export { RecordDocumentView } from './record-document.view.js';
