import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { IdentityModule } from '#libs/identity/index.js';
import { PortfolioModule } from '#libs/portfolio/index.js';

import { CalendarFeedRow } from './calendar-feed.row.js';
import { FeedSittings } from './feed-sittings.reader.js';
import { ManageFeeds } from './manage-feeds.service.js';
import { ReadFeed } from './read-feed.service.js';

/** Sittings at secret addresses, for calendars that subscribe. */
@Module({
  imports: [TypeOrmModule.forFeature([CalendarFeedRow]), IdentityModule, PortfolioModule],
  providers: [ManageFeeds, ReadFeed, FeedSittings],
  exports: [ManageFeeds, ReadFeed],
})
export class CalendarFeedsModule {}
