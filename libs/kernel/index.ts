export * from './calendar-date.js';
export * from './clock.js';
export * from './domain-error.js';
export * from './french.js';
export * from './half-year.js';
export * from './ids.js';
export * from './money.js';
export * from './working-day.js';
