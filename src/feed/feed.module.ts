import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EventFeed } from './event-feed.js';
import { EventsController } from './events.controller.js';
import { Feed } from './feed.entity.js';
import { ForgetOldEvents } from './forget-old-events.js';

/** What happens in the cases of an enterprise, for its own systems. */
@Module({
  imports: [TypeOrmModule.forFeature([Feed])],
  controllers: [EventsController],
  providers: [EventFeed, ForgetOldEvents],
  exports: [EventFeed],
})
export class FeedModule {}
