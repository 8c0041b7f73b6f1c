export { CalendarFeedsModule } from './calendar-feeds.module.js';
export * from './manage-feeds.service.js';
export * from './read-feed.service.js';
