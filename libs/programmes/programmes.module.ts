import { Module } from '@nestjs/common';

import { IdentityModule } from '#libs/identity/index.js';
import { PortfolioModule } from '#libs/portfolio/index.js';

import { ChangeProgramme } from './change-programme.service.js';
import { Escalations } from './escalations.reader.js';
import { ProgrammeEffects } from './programme-effects.reader.js';
import { StopEscalation } from './stop-escalation.service.js';

const services = [ChangeProgramme, ProgrammeEffects, Escalations, StopEscalation];

/** How incubators change the way their committees are run, and what follows for their duties. */
@Module({ imports: [IdentityModule, PortfolioModule], providers: services, exports: services })
export class ProgrammesModule {}
