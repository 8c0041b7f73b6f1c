import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';

import { frenchTime } from '#libs/committees/index.js';
import { DossierAccess, SaveDossier } from '#libs/dossiers/index.js';
import { People } from '#libs/identity/index.js';
import { Clock, InvalidInput } from '#libs/kernel/index.js';

import { Signed } from '../web/index.js';
import { formOf } from './dossier-form.read.js';
import { dossierPost } from './dossier-post.js';
import { draftStrings as say, dossierStrings } from './dossier.strings.js';
import { fieldNames, valueAt } from './field-names.js';

/** What the script of the form is told. */
interface DraftSaved {
  readonly revision: number;
  /** « Enregistré à 10 h 32 ». */
  readonly saved: string;
  /** What of others' writing was taken in; empty when nothing was. */
  readonly told: string;
  /** Their answers, as the form writes them, for the fields that this person had not touched. */
  readonly changed: readonly { readonly path: string; readonly value: string }[];
}

/** Saves a dossier while it is filled in: what « Enregistrer » does, without leaving the page. */
@Controller('/dossiers/:id/brouillon')
export class DraftController {
  constructor(
    private readonly access: DossierAccess,
    private readonly save: SaveDossier,
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  /** @throws DossierChanged, said in JSON: the page then goes through the form's own address, which shows both versions. */
  @Post()
  @HttpCode(200)
  async keep(
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: unknown,
  ): Promise<DraftSaved> {
    const { content, fields, revision, shown, idempotencyKey } = dossierPost(body);
    await this.access.writable(person.id, id);
    if (Object.keys(fields).length > 0) throw new InvalidInput(say.unreadable, fields);
    const saved = await this.save.execute({
      dossierId: id,
      personId: person.id,
      content,
      revision,
      shown,
      idempotencyKey,
    });
    const form = formOf(saved.content);
    return {
      revision: saved.revision,
      saved: say.saved(frenchTime(this.clock.now())),
      told: await this.#told(saved.taken, saved.others, saved.content),
      changed: saved.taken.flatMap((path) => {
        const value = valueAt(form, path);
        return typeof value === 'string' ? [{ path, value }] : [];
      }),
    };
  }

  async #told(
    taken: readonly string[],
    others: string | null,
    content: Parameters<typeof fieldNames>[2],
  ): Promise<string> {
    if (taken.length === 0) return '';
    const name = (others === null ? undefined : await this.people.byId(others))?.name ?? dossierStrings.somebody;
    return say.told(name, fieldNames(taken, 4, ...(content ? [content] : [])));
  }
}
