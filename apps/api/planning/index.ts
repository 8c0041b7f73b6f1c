import { AbsencesController } from './absences.controller.js';
import { ConfirmPlanController } from './confirm-plan.controller.js';
import { NewPlanController } from './new-plan.controller.js';
import { PlanPages } from './plan-pages.js';
import { PlanController } from './plan.controller.js';

/** Where a plan begins comes first: its path would otherwise be taken for a plan's id. */
export const planningControllers = [NewPlanController, ConfirmPlanController, PlanController, AbsencesController];

export const planningPages = [PlanPages];
