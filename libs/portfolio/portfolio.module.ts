import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { CreateProduct } from './create-product.service.js';
import { Duties } from './duties.reader.js';
import { FollowProgramme } from './follow-programme.service.js';
import { ImportOddityRow } from './import-oddity.row.js';
import { ImportedPortfolio } from './imported-portfolio.repository.js';
import { IncubatorRow } from './incubator.row.js';
import { Incubators } from './incubators.reader.js';
import { OrganisationRow } from './organisation.row.js';
import { Organisations } from './organisations.reader.js';
import { Portfolio } from './portfolio.reader.js';
import { ProductHistoryRow } from './product-history.row.js';
import { ProductSponsorRow } from './product-sponsor.row.js';
import { ProductRecords } from './product-records.reader.js';
import { ProductRow } from './product.row.js';
import { ProgrammeChangeRow, ProgrammeRow } from './programme.row.js';
import { Programmes } from './programmes.reader.js';
import { Products } from './products.reader.js';

const rows = [
  OrganisationRow,
  IncubatorRow,
  ProductRow,
  ProductSponsorRow,
  ProductHistoryRow,
  ImportOddityRow,
  ProgrammeRow,
  ProgrammeChangeRow,
];
const services = [
  Products,
  Incubators,
  Organisations,
  Portfolio,
  Duties,
  Programmes,
  FollowProgramme,
  ProductRecords,
  CreateProduct,
  ImportedPortfolio,
];

/** Incubators, the organisations that sponsor, products, and what they owe. */
@Module({ imports: [TypeOrmModule.forFeature(rows)], providers: services, exports: services })
export class PortfolioModule {}
