import type { Definitions } from '#libs/workflow-runtime/index.js';
import { processes } from '#workflows/index.js';

import { nextDuty } from './next-duty.js';

/** The processes of the next version: the duty has changed, the others have not. */
export const nextDefinitions: Definitions = { ...processes, 'half-year-duty': nextDuty(processes['half-year-duty']) };
