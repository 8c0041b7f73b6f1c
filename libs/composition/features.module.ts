import { type DynamicModule, Module } from '@nestjs/common';

import { AuditModule } from '#libs/audit/index.js';
import { CalendarFeedsModule } from '#libs/calendar-feeds/index.js';
import { CalendarRepliesModule } from '#libs/calendar-replies/index.js';
import { CommitteesModule } from '#libs/committees/index.js';
import type { Configuration } from '#libs/configuration/index.js';
import { DatePollsModule } from '#libs/date-polls/index.js';
import { CorrectionsModule } from '#libs/corrections/index.js';
import { DecisionsModule } from '#libs/decisions/index.js';
import { DossiersModule } from '#libs/dossiers/index.js';
import { IdentityModule } from '#libs/identity/index.js';
import type { Clock } from '#libs/kernel/index.js';
import { MailModule, PreferenceLinks } from '#libs/mail/index.js';
import { MessagingModule } from '#libs/messaging/index.js';
import { PersistenceModule } from '#libs/persistence/index.js';
import { PlanningModule } from '#libs/planning/index.js';
import { PortfolioModule } from '#libs/portfolio/index.js';
import { ProgrammesModule } from '#libs/programmes/index.js';
import { RecordsModule } from '#libs/records/index.js';
import { SignOffModule } from '#libs/sign-off/index.js';
import { SittingsModule } from '#libs/sittings/index.js';
import { VerificationModule } from '#libs/verification/index.js';
import { WorkflowRuntimeModule } from '#libs/workflow-runtime/index.js';

import { KernelModule } from './kernel.module.js';

const features = [
  IdentityModule,
  PortfolioModule,
  ProgrammesModule,
  CommitteesModule,
  CalendarFeedsModule,
  CalendarRepliesModule,
  DatePollsModule,
  DecisionsModule,
  SittingsModule,
  PlanningModule,
  DossiersModule,
  RecordsModule,
  SignOffModule,
  VerificationModule,
  AuditModule,
  CorrectionsModule,
];

/** Everything that Jalon can do, without the way in: the api, the worker and the command line each add theirs. */
@Module({})
export class FeaturesModule {
  /** @param poolSize database connections of this process at most */
  static with(configuration: Configuration, clock: Clock, poolSize?: number): DynamicModule {
    // From a factory: settings given as a value are copied, and a getter with them loses what it reads.
    const mail = MailModule.forRootAsync({
      useFactory: () => ({
        // Read at each sending: the embedded catcher names its port once it listens.
        get smtpUrl() {
          return configuration.smtpUrl;
        },
        from: configuration.mailFrom,
        preferences: new PreferenceLinks(configuration),
        ...(configuration.mailHold === undefined ? {} : { hold: configuration.mailHold }),
        ...(configuration.inbound ? { returnPath: configuration.inbound.address } : {}),
      }),
    });
    return {
      module: FeaturesModule,
      imports: [
        KernelModule.with(configuration, clock),
        PersistenceModule.at(configuration.databaseUrl, poolSize),
        MessagingModule,
        WorkflowRuntimeModule,
        { ...mail, global: true },
        ...features,
      ],
      exports: features,
    };
  }
}
