export * from './data-source.js';
export * from './instant.column.js';
export * from './migrate.js';
export * from './persistence.module.js';
export * from './transactions.js';
