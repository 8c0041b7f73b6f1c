import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { CommitteesModule } from '#libs/committees/index.js';
import { DecisionsModule } from '#libs/decisions/index.js';
import { IdentityModule } from '#libs/identity/index.js';
import { PortfolioModule } from '#libs/portfolio/index.js';

import { ChangePlan } from './change-plan.service.js';
import { ConfirmPlan } from './confirm-plan.service.js';
import { ConveneCommittees } from './convene-committees.handler.js';
import { CreateCommittees } from './create-committees.handler.js';
import { CreatePlanCommittees } from './create-plan-committees.service.js';
import { DraftPlan } from './draft-plan.service.js';
import { HalfYearPlanRow } from './half-year-plan.row.js';
import { PlanAccess } from './plan-access.js';
import { PlanSittingRow } from './plan-sitting.row.js';
import { PlanningSolver } from './planning-solver.js';
import { PlanningWorlds } from './planning-world.reader.js';
import { PlanViews } from './plan-views.reader.js';
import { Plans } from './plans.repository.js';
import { ReleaseInvitations } from './release-invitations.service.js';
import { Unavailabilities } from './unavailabilities.repository.js';
import { UnavailabilityRow } from './unavailability.row.js';

const services = [
  PlanAccess,
  Plans,
  PlanViews,
  DraftPlan,
  ChangePlan,
  ConfirmPlan,
  ReleaseInvitations,
  Unavailabilities,
];

/** Half-years planned as a whole: proposed by the solver, changed by the lead, confirmed into committees. */
@Module({
  imports: [
    TypeOrmModule.forFeature([HalfYearPlanRow, PlanSittingRow, UnavailabilityRow]),
    IdentityModule,
    PortfolioModule,
    CommitteesModule,
    DecisionsModule,
  ],
  providers: [...services, PlanningSolver, PlanningWorlds, CreatePlanCommittees, CreateCommittees, ConveneCommittees],
  exports: services,
})
export class PlanningModule {}
