import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';

import {
  attachmentNotFound,
  Attachments,
  BLANK_GRID,
  byKey,
  dossierNotFound,
  GRID_BLOCKS,
  GRID_QUESTIONS,
  type GridContent,
  MARKS,
  PrintDossiers,
  ReadByLink,
} from '#libs/dossiers/index.js';
import { DomainError, InvalidInput } from '#libs/kernel/index.js';

import { parseForm, Public, publicPage, sendFile } from '../web/index.js';
import { DossierPages } from './dossier-pages.js';
import { dossierStrings as say } from './dossier.strings.js';
import { ReadingListPage, ReadingPage, type ReadingPageProps } from './reading.page.js';

const question = z.object({ idempotencyKey: z.uuid(), question: z.string().catch('') });
const typedGrid = z.object({
  marks: z.record(z.string(), z.string()).catch({}),
  comments: z.record(z.string(), z.string()).catch({}),
});

/** Reading dossiers from the mail, without account. Reading changes nothing: machines follow links too. */
@Public()
@Controller('/lecture/:secret')
export class ReadingController {
  constructor(
    private readonly reading: ReadByLink,
    private readonly attachments: Attachments,
    private readonly print: PrintDossiers,
    private readonly pages: DossierPages,
  ) {}

  @Get()
  async list(@Req() request: Request, @Param('secret') secret: string): Promise<string> {
    const list = await this.reading.list(secret);
    return publicPage(
      request,
      { title: say.readingTitle, eyebrow: list.committee.incubatorName },
      <ReadingListPage list={list} path={`/lecture/${secret}`} />,
    );
  }

  @Get('/pdf')
  async all(@Res() response: Response, @Param('secret') secret: string): Promise<void> {
    const { committee, items } = await this.reading.list(secret);
    await this.#pdf(response, committee, new Set(items.map(({ product }) => product.id)));
  }

  @Get('/dossiers/:id')
  async show(
    @Req() request: Request,
    @Param('secret') secret: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Query('envoi') said: unknown,
  ): Promise<string> {
    return this.#page(request, secret, id, { said: said === 'question' || said === 'grille' ? said : undefined });
  }

  @Get('/dossiers/:id/pdf')
  async pdf(
    @Res() response: Response,
    @Param('secret') secret: string,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<void> {
    const { desk } = await this.reading.read(secret, id);
    await this.#pdf(response, desk.committee, new Set([desk.product.id]));
  }

  @Get('/dossiers/:id/pieces/:pieceId')
  async download(
    @Res() response: Response,
    @Param('secret') secret: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('pieceId', ParseUUIDPipe) pieceId: string,
  ): Promise<void> {
    const file = await this.reading.file(secret, id, pieceId);
    if (!file) throw attachmentNotFound();
    await sendFile(response, file, this.attachments.bytes(file));
  }

  @Post('/dossiers/:id/questions')
  async ask(
    @Req() request: Request,
    @Res() response: Response,
    @Param('secret') secret: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const typed = parseForm(question, body);
    await this.#answer(request, response, { secret, id, said: 'question', typed: typed.question }, async () =>
      this.reading.ask({ secret, dossierId: id, ...typed }),
    );
  }

  @Post('/dossiers/:id/grille')
  async mark(
    @Req() request: Request,
    @Res() response: Response,
    @Param('secret') secret: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const grid = gridOf(parseForm(typedGrid, body));
    await this.#answer(request, response, { secret, id, said: 'grille', grid }, async () =>
      this.reading.mark({ secret, dossierId: id, grid }),
    );
  }

  /** Says what became of what a member sent, and keeps it on the page when it was refused. */
  async #answer(
    request: Request,
    response: Response,
    sent: { secret: string; id: string; said: 'question' | 'grille'; typed?: string; grid?: GridContent },
    work: () => Promise<void>,
  ): Promise<void> {
    const { secret, id, said, ...typed } = sent;
    try {
      await work();
      response.redirect(303, `/lecture/${secret}/dossiers/${id}?envoi=${said}`);
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      const errors = error instanceof InvalidInput ? error.fields : { question: error.message };
      response
        .status(error.status)
        .type('html')
        .send(await this.#page(request, secret, id, { ...typed, errors }));
    }
  }

  async #pdf(response: Response, ...of: Parameters<PrintDossiers['execute']>): Promise<void> {
    const file = await this.print.execute(...of);
    if (!file) throw dossierNotFound();
    await sendFile(response, file, file.content);
  }

  async #page(
    request: Request,
    secret: string,
    id: string,
    shown: Partial<Pick<ReadingPageProps, 'said' | 'typed' | 'grid' | 'errors'>>,
  ): Promise<string> {
    const reading = await this.reading.read(secret, id);
    const { desk, member } = reading;
    const own = await this.reading.ownWords(id, member.person.id);
    const { said, typed = '', errors = {}, grid = own.grid ?? BLANK_GRID } = shown;
    return publicPage(
      request,
      {
        title: `Dossier\u00A0: ${desk.product.name}`,
        eyebrow: desk.committee.incubatorName,
        hasErrors: Object.keys(errors).length > 0,
      },
      <ReadingPage
        {...await this.pages.propsOf(desk)}
        reading={reading}
        attachments={await this.attachments.of(id)}
        own={own}
        grid={grid}
        path={`/lecture/${secret}/dossiers/${id}`}
        said={said}
        typed={typed}
        errors={errors}
      />,
    );
  }
}

function gridOf({ marks, comments }: z.infer<typeof typedGrid>): GridContent {
  return {
    marks: byKey(GRID_QUESTIONS, (one) => MARKS.find((mark) => String(mark) === marks[one]) ?? null),
    comments: byKey(GRID_BLOCKS, (block) => comments[block] ?? ''),
  };
}
