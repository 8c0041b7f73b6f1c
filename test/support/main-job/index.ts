import { dossierSteps, lateDossierSteps } from './dossier.steps.js';
import { firstRungs, lastRungs, lateRungs } from './ladder.steps.js';
import { outcomeSteps } from './outcome.steps.js';
import { planningSteps } from './planning.steps.js';
import { recordSteps, secondRecordSteps } from './record.steps.js';
import { declineSteps, signOffSteps } from './sign-off.steps.js';
import { sittingSteps } from './sitting.steps.js';
import type { Step } from './world.js';

/**
 * The main job from its first mail to its last, in order. Each step stands on what those before it left in Jalon, and in the
 * world: Jalon may be killed and started again between any two.
 */
export const mainJob: readonly Step[] = [
  ...planningSteps,
  ...firstRungs,
  ...dossierSteps,
  ...lateRungs,
  ...lateDossierSteps,
  ...lastRungs,
  ...sittingSteps,
  ...recordSteps,
  ...signOffSteps,
  ...outcomeSteps,
  ...secondRecordSteps,
  ...declineSteps,
];
