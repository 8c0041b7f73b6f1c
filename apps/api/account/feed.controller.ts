import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';

import { ReadFeed } from '#libs/calendar-feeds/index.js';
import { hashSecret } from '#libs/kernel/index.js';

import { Public } from '../web/index.js';

/** Where calendars read sittings, by an address that is a secret. */
@Public()
@Controller('/agendas')
export class FeedController {
  constructor(private readonly feed: ReadFeed) {}

  /** What has not changed is not sent again: the tag is that of the octets. */
  @Get('/:secret.ics')
  async read(@Req() request: Request, @Res() response: Response, @Param('secret') secret: string): Promise<void> {
    const content = await this.feed.execute(secret, request.ip ?? '');
    const tag = `"${hashSecret(content).slice(0, 32)}"`;
    response.setHeader('ETag', tag).setHeader('Cache-Control', 'private, no-cache');
    // Not Express's own test: many clients ask for no cached answer in the same breath as for one that may be unchanged.
    if (request.get('if-none-match')?.includes(tag)) {
      response.status(304).end();
      return;
    }
    response.type('text/calendar; charset=utf-8').send(content);
  }
}
