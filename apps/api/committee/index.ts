import { CommitteeActionsController } from './committee-actions.controller.js';
import { CommitteePages } from './committee-pages.js';
import { CommitteeController } from './committee.controller.js';
import { CommitteesListController } from './committees-list.controller.js';
import { InvitationController } from './invitation.controller.js';
import { PlanningController } from './planning.controller.js';

/** Planning first: its path would otherwise be taken for a committee's id. */
export const committeeControllers = [
  CommitteesListController,
  PlanningController,
  CommitteeController,
  CommitteeActionsController,
  InvitationController,
];

export const committeePages = [CommitteePages];
