import type { ProcessDefinition } from '#workflows/contract/index.js';
import type { ProcessName } from '#workflows/index.js';

/** The definition of every process, as the engine runs them. */
export type Definitions = Readonly<Record<ProcessName, ProcessDefinition>>;

/** Provided by specs that run the engine on other versions of the processes; everything else runs those of `workflows`. */
export const DEFINITIONS = Symbol('definitions');
