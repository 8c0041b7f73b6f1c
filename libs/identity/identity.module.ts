import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { Access } from './access.js';
import { LoginLinkRow } from './login-link.row.js';
import { LoginLinks } from './login-links.service.js';
import { People } from './people.repository.js';
import { PersonRow } from './person.row.js';
import { RateLimits } from './rate-limits.service.js';
import { RoleRow } from './role.row.js';
import { Roles } from './roles.repository.js';
import { SessionRow } from './session.row.js';
import { Sessions } from './sessions.service.js';

const services = [People, Roles, Access, LoginLinks, Sessions, RateLimits];

/** People, roles, sessions: every feature asks who acts and whether they may. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([PersonRow, RoleRow, LoginLinkRow, SessionRow])],
  providers: services,
  exports: services,
})
export class IdentityModule {}
