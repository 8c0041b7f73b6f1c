import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';

import { FeaturesModule } from '#libs/composition/index.js';
import type { Configuration } from '#libs/configuration/index.js';
import type { Clock } from '#libs/kernel/index.js';

import { AboutController } from './about/about.controller.js';
import { HealthController } from './about/health.controller.js';
import { Metrics } from './about/metrics.js';
import { MetricsController } from './about/metrics.controller.js';
import { AccountController } from './account/account.controller.js';
import { FeedController } from './account/feed.controller.js';
import { LoginMail } from './account/login-mail.js';
import { MyAccountController } from './account/my-account.controller.js';
import { committeeControllers, committeePages } from './committee/index.js';
import { DashboardController } from './dashboard/dashboard.controller.js';
import { datePollControllers } from './date-poll/index.js';
import { dossierControllers, dossierPages } from './dossier/index.js';
import { JournalController } from './journal/journal.controller.js';
import { UndoController } from './journal/undo.controller.js';
import { mailControllers } from './mails/index.js';
import { NewProductController } from './portfolio/new-product.controller.js';
import { PortfolioController } from './portfolio/portfolio.controller.js';
import { planningControllers, planningPages } from './planning/index.js';
import { EscalationController } from './programme/escalation.controller.js';
import { ProgrammeController } from './programme/programme.controller.js';
import { CheckUpController } from './product/check-up.controller.js';
import { PhaseController } from './product/phase.controller.js';
import { ProductController } from './product/product.controller.js';
import { recordControllers, recordPages } from './record/index.js';
import { signOffControllers } from './sign-off/index.js';
import { sittingControllers, sittingPages } from './sitting/index.js';
import { TrialMailboxController } from './trial-mailbox/trial-mailbox.controller.js';
import { DecisionsController } from './verify/decisions.controller.js';
import { VerifyController } from './verify/verify.controller.js';
import { Cookies } from './web/cookies.js';
import { CsrfTokens } from './web/csrf-tokens.js';
import { ErrorFilter } from './web/error.filter.js';
import { SessionGuard } from './web/session.guard.js';

/** The HTTP root: one controller a page, and what all pages share. No business rule here. */
@Module({})
export class ApiModule {
  static with(configuration: Configuration, clock: Clock): DynamicModule {
    const trial = configuration.mode === 'embedded' ? [TrialMailboxController] : [];
    return {
      module: ApiModule,
      imports: [FeaturesModule.with(configuration, clock)],
      controllers: [
        AboutController,
        HealthController,
        MetricsController,
        AccountController,
        MyAccountController,
        ...mailControllers,
        FeedController,
        DashboardController,
        PortfolioController,
        NewProductController,
        ProductController,
        PhaseController,
        CheckUpController,
        ...committeeControllers,
        ...planningControllers,
        ProgrammeController,
        EscalationController,
        ...datePollControllers,
        ...dossierControllers,
        ...sittingControllers,
        ...recordControllers,
        ...signOffControllers,
        VerifyController,
        DecisionsController,
        JournalController,
        UndoController,
        ...trial,
      ],
      providers: [
        CsrfTokens,
        Metrics,
        LoginMail,
        ...committeePages,
        ...planningPages,
        ...sittingPages,
        ...dossierPages,
        ...recordPages,
        { provide: Cookies, useValue: new Cookies(configuration.baseUrl.startsWith('https://')) },
        { provide: APP_GUARD, useClass: SessionGuard },
        { provide: APP_FILTER, useClass: ErrorFilter },
      ],
    };
  }
}
