import { Module } from '@nestjs/common';

import { PortfolioModule } from '#libs/portfolio/index.js';

import { ImportRegister } from './import-register.service.js';

/** The public register of products, and how it comes in. */
@Module({ imports: [PortfolioModule], providers: [ImportRegister], exports: [ImportRegister] })
export class RegisterModule {}
