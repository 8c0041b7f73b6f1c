import { Engine } from './0001-engine.js';

/** Every migration, in the order they run. Never edited once released; forward only. */
export const migrations = [Engine];
