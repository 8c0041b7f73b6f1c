import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import { DomainError, Forbidden, InvalidInput, NotFound } from '#libs/kernel/index.js';
import {
  EditRecord,
  RecordAccess,
  recordNotFound,
  Records,
  RequestSignOff,
  type SignatoryCandidate,
} from '#libs/records/index.js';

import { parseForm, seeOther, Signed, type WebRequest } from '../web/index.js';
import { recordHtml } from './record-html.js';
import { RecordViews } from './record-views.js';
import type { RecordTyped } from './record.page.js';
import { recordStrings as say } from './record.strings.js';
import { readSigning, signingForm } from './signing-form.js';

/** Characters of one text: ten pages, more than any record holds. */
const LONGEST = 30_000;

const text = z
  .string()
  .max(LONGEST, 'Ce texte est trop long\u00A0: 30\u202F000 caractères au plus.')
  .transform((typed) => typed.replaceAll(/\r\n?/gu, '\n').replaceAll(/(?![\n\t])\p{Cc}/gu, ''));

const version = z.coerce.number().int().positive();
const step = z.object({ idempotencyKey: z.uuid(), version });
const ofEdit = step.extend({ presentation: text, discussion: text, reservations: text });
const ofRequest = step.extend({
  signing: signingForm,
  roles: z.record(z.uuid(), z.enum(['required', 'information', 'none'])).default({}),
});

/** What a refused form shows again, whatever was sent. */
const typedTexts = z.object({
  presentation: z.string().catch(''),
  discussion: z.string().catch(''),
  reservations: z.string().catch(''),
});
const typedRoles = z.object({ roles: z.record(z.string(), z.string()).catch({}), signing: signingForm });

type Person = { readonly id: string };

interface Acting {
  readonly request: WebRequest;
  readonly response: Response;
  readonly recordId: string;
  readonly personId: string;
}

/** « Relevé »: read, edit, have signed, download. */
@Controller('/releves/:id')
export class RecordController {
  constructor(
    private readonly views: RecordViews,
    private readonly records: Records,
    private readonly access: RecordAccess,
    private readonly editRecord: EditRecord,
    private readonly requestSignOff: RequestSignOff,
  ) {}

  @Get()
  async show(
    @Req() request: WebRequest,
    @Signed() person: Person,
    @Param('id') id: string,
    @Query('version') asked?: string,
  ): Promise<string> {
    return recordHtml(request, await this.views.of(idOf(id), person.id, versionOf(asked)));
  }

  /** The sealed file once there is one, else the draft; `version` gives the draft of that version. */
  @Get('/pdf')
  async download(
    @Res() response: Response,
    @Signed() person: Person,
    @Param('id') id: string,
    @Query('version') asked?: string,
  ): Promise<void> {
    const { record } = await this.access.readable(person.id, idOf(id));
    const wanted = versionOf(asked);
    const kind = wanted === undefined && record.pdf.sealed ? 'sealed' : 'draft';
    const found =
      kind === 'sealed'
        ? await this.records.sealedFile(record)
        : await this.records.document(record.id, wanted ?? record.version, kind);
    if (!found) throw new NotFound('Le PDF de cette version n’est pas disponible.');
    const edition = kind === 'sealed' ? 'scelle' : `version-${wanted ?? record.version}`;
    response
      .type('application/pdf')
      .attachment(`releve-de-decision-${record.reference}-${edition}.pdf`)
      .send(Buffer.from(found.pdf));
  }

  @Post('/modification')
  async edit(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const acting: Acting = { request, response, recordId: idOf(id), personId: person.id };
    await this.#act(
      acting,
      async () => {
        const { reservations, ...command } = parseForm(ofEdit, body);
        await this.editRecord.execute({
          ...command,
          reservations: reservations.split(/\n\s*\n/u),
          recordId: acting.recordId,
          personId: acting.personId,
        });
        return say.edited;
      },
      (fields) => ({ edit: typedTexts.parse(body ?? {}), editErrors: fields }),
    );
  }

  @Post('/validation')
  async request(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const acting: Acting = { request, response, recordId: idOf(id), personId: person.id };
    await this.#act(
      acting,
      async () => {
        const { roles, signing: typed, ...command } = parseForm(ofRequest, body);
        const { candidates, answerWorkingDays } = await this.views.of(acting.recordId, acting.personId);
        const asked = inPageOrder(Object.entries(roles), candidates)
          .filter(([, role]) => role !== 'none')
          .map(([id, role]) => ({ personId: id, required: role === 'required' }));
        await this.requestSignOff.execute({
          ...command,
          ...readSigning(typed, asked, candidates, answerWorkingDays),
          recordId: acting.recordId,
          personId: acting.personId,
        });
        return say.requested;
      },
      (fields) => ({ ...typedRoles.parse(body ?? {}), requestErrors: fields }),
    );
  }

  /** Does it and shows the page anew; a refusal is told on the page itself, with what was typed. */
  async #act(
    { request, response, recordId, personId }: Acting,
    act: () => Promise<string>,
    typedAgain: (fields: Readonly<Record<string, string>>) => RecordTyped,
  ): Promise<void> {
    // Before anything that was sent is looked at: who may not act is told that alone.
    await this.access.managed(personId, recordId);
    try {
      seeOther(response, `/releves/${recordId}`, { kind: 'success', text: await act() });
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound || error instanceof Forbidden) throw error;
      const fields = error instanceof InvalidInput ? error.fields : {};
      const alert = error instanceof InvalidInput ? undefined : error.message;
      const html = recordHtml(request, await this.views.of(recordId, personId), typedAgain(fields), alert);
      response.status(error.status).type('html').send(html);
    }
  }
}

/** As the page lists them, whatever order the form came in. */
function inPageOrder<T>(
  roles: readonly (readonly [string, T])[],
  candidates: readonly SignatoryCandidate[],
): readonly (readonly [string, T])[] {
  const rank = ([id]: readonly [string, T]) => candidates.findIndex(({ person }) => person.id === id);
  return roles.toSorted((a, b) => rank(a) - rank(b));
}

function idOf(id: string): string {
  if (!z.uuid().safeParse(id).success) throw recordNotFound();
  return id;
}

function versionOf(asked: string | undefined): number | undefined {
  if (asked === undefined) return undefined;
  const read = version.safeParse(asked);
  if (!read.success || read.data > 2_147_483_647) throw recordNotFound();
  return read.data;
}
