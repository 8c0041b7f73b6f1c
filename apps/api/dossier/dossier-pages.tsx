import { Injectable } from '@nestjs/common';

import { Committees } from '#libs/committees/index.js';
import {
  Attachments,
  type DossierDesk,
  dossierDueOn,
  Dossiers,
  DossierVoices,
  indicatorHistories,
  unitCostHistory,
} from '#libs/dossiers/index.js';
import { Clock } from '#libs/kernel/index.js';
import type { Flash } from '#libs/ui/index.js';

import { page, type WebRequest } from '../web/index.js';
import type { Conflicting } from './conflicts.js';
import { formOf } from './dossier-form.read.js';
import { type DossierForm, isGrowing } from './dossier-form.values.js';
import { headOf } from './dossier-head.js';
import type { Beside, DossierPageProps } from './dossier-page.js';
import { DossierView } from './dossier.view.js';

/** What of a form goes back to the person who sent it. */
export interface Returned {
  readonly status: number;
  readonly form: DossierForm;
  readonly revision?: number;
  readonly errors?: Readonly<Record<string, string>>;
  readonly flash?: Flash;
  readonly conflicting?: Conflicting;
}

/** The pages of a dossier as HTML. */
@Injectable()
export class DossierPages {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly committees: Committees,
    private readonly attachments: Attachments,
    private readonly voices: DossierVoices,
    private readonly clock: Clock,
  ) {}

  /** What every page of a dossier is given. */
  async propsOf(desk: DossierDesk): Promise<DossierPageProps> {
    const { product, committee } = desk;
    const [dossiers, committees] = [
      await this.dossiers.ofProduct(product.id),
      await this.committees.ofProduct(product.id),
    ];
    return {
      desk,
      dueOn: dossierDueOn(committee.context),
      today: this.clock.today(),
      northStar: indicatorHistories(dossiers, committees).find(({ isNorthStar }) => isNorthStar),
      unitCost: unitCostHistory(dossiers, committees),
    };
  }

  /** The form for those who write, unless they want to read; the dossier for all others. */
  async show(request: WebRequest, desk: DossierDesk, wants: { view?: unknown; more?: unknown }): Promise<string> {
    const isWritten = desk.mayWrite && desk.isOpen && wants.view !== 'lecture';
    const form = formOf(desk.dossier.content);
    return this.#page(request, desk, isWritten ? { status: 200, form } : undefined, wants.more);
  }

  /** The form again, with what was typed. */
  async again(request: WebRequest, desk: DossierDesk, returned: Returned): Promise<string> {
    return this.#page(request, desk, returned);
  }

  /**
   * Members see the files once the dossier is theirs to read; the team its questions; the grids are for those
   * whom the programme names.
   */
  async #beside({ dossier, mayWrite, readsGrids }: DossierDesk): Promise<Beside> {
    return {
      attachments: mayWrite || dossier.submission ? await this.attachments.of(dossier.id) : [],
      voices: {
        questions: mayWrite ? await this.voices.questionsOf(dossier.id) : [],
        grids: readsGrids ? await this.voices.gridsOf(dossier.id) : [],
      },
    };
  }

  async #page(request: WebRequest, desk: DossierDesk, returned?: Returned, more?: unknown): Promise<string> {
    const props = await this.propsOf(desk);
    const { errors = {}, flash } = returned ?? {};
    return page(
      request,
      {
        ...headOf({ ...props, isWritten: returned !== undefined }),
        hasErrors: Object.keys(errors).length > 0,
        flash,
        scripts: returned ? ['draft.js'] : [],
      },
      <DossierView
        {...props}
        csrf={request.csrf ?? ''}
        beside={await this.#beside(desk)}
        written={
          returned && {
            form: returned.form,
            revision: returned.revision ?? desk.dossier.revision,
            errors,
            conflicting: returned.conflicting,
            isReturned: returned.status !== 200,
            author: request.session?.person.id ?? '',
            more: isGrowing(more) ? more : undefined,
          }
        }
      />,
    );
  }
}
