import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';

import { CommitteeAccess } from '#libs/committees/index.js';
import { Configuration } from '#libs/configuration/index.js';
import { SittingBoards, SittingLinks } from '#libs/sittings/index.js';
import { renderPage } from '#libs/ui/index.js';

import { Public, Signed, webSettings } from '../web/index.js';
import { SittingScreen } from './screens.page.js';
import { idOf } from './sitting-acts.js';
import { SittingStream } from './sitting-stream.js';

/** The screens of a sitting, by a secret address: read only, for whoever is in the room. */
@Public()
@Controller('/seance/:secret')
export class ScreensController {
  constructor(
    private readonly links: SittingLinks,
    private readonly boards: SittingBoards,
    private readonly stream: SittingStream,
    private readonly configuration: Configuration,
  ) {}

  @Get()
  async telephone(@Req() request: Request, @Param('secret') secret: string): Promise<string> {
    return this.#screen(request, secret, 'hand');
  }

  @Get('/ecran')
  async room(@Req() request: Request, @Param('secret') secret: string): Promise<string> {
    return this.#screen(request, secret, 'room');
  }

  @Get('/flux')
  async follow(@Res() response: Response, @Param('secret') secret: string): Promise<void> {
    // The room and the telephones share it: what only the room shows is on its page.
    this.stream.open(response, await this.links.committeeOf(secret), true);
  }

  async #screen(request: Request, secret: string, size: 'room' | 'hand'): Promise<string> {
    const board = await this.boards.of(await this.links.committeeOf(secret));
    const path = `/seance/${secret}`;
    const address = `${this.configuration.baseUrl}${path}`;
    return renderPage(
      <SittingScreen board={board} path={path} address={address} size={size} />,
      webSettings(request.app).ui,
    );
  }
}

/** The same word for those who run the sitting. */
@Controller('/comites/:id/seance/flux')
export class SittingStreamController {
  constructor(
    private readonly access: CommitteeAccess,
    private readonly stream: SittingStream,
  ) {}

  @Get()
  async follow(
    @Res() response: Response,
    @Signed() person: { readonly id: string },
    @Param('id') id: string,
  ): Promise<void> {
    const committee = await this.access.managed(person.id, idOf(id));
    this.stream.open(response, committee.id, false);
  }
}
