export * from './data-source.js';
export * from './database.errors.js';
export * from './instant.column.js';
export * from './migrate.js';
export * from './patience.js';
export * from './persistence.module.js';
export * from './prepared.js';
export * from './transactions.js';
