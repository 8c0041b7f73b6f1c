import { Injectable } from '@nestjs/common';

import {
  type CommitteeMember,
  type CommitteeProductView,
  holdersOf,
  RespondToInvitation,
} from '#libs/committees/index.js';
import { Clock, derivedId, type GridReaders, InvalidInput } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { Programmes } from '#libs/portfolio/index.js';

import { Attachments } from './attachments.reader.js';
import type { DossierDesk } from './dossier-access.js';
import { DossierGridRow } from './dossier-grid.row.js';
import { DossierQuestionRow } from './dossier-question.row.js';
import { dossierNotFound, TooLateToSay, TooManyQuestions } from './dossier.errors.js';
import { Dossiers } from './dossiers.reader.js';
import { readsGrids } from './grid-readers.js';
import { gridContent, type GridContent, remark } from './grid.content.js';
import type { Submission } from './dossier.js';

/** A dossier as the link of a member opens it. */
export interface DossierByLink {
  readonly desk: DossierDesk;
  readonly submission: Submission;
  readonly member: CommitteeMember;
  /** The grid is asked of them. */
  readonly isSponsor: boolean;
  /** Who reads what they answer to it. */
  readonly gridReaders: GridReaders;
  /** Questions and grids are taken until the sitting is over. */
  readonly isHeard: boolean;
}

/** What the link of a member leads to: everything on the agenda that concerns them. */
export interface ReadingList {
  readonly member: CommitteeMember;
  readonly committee: DossierDesk['committee'];
  /** `dossierId` is null until the team has submitted it. */
  readonly items: readonly { readonly product: CommitteeProductView; readonly dossierId: string | null }[];
}

/** States of a committee in which what members say may still serve. */
const HEARD = ['preparing', 'postponed'];

/** Questions of one person about one dossier. */
const MOST_QUESTIONS = 20;

/** Reading dossiers, and answering them, from the personal link of a mail, without account. Reading changes nothing. */
@Injectable()
export class ReadByLink {
  constructor(
    private readonly links: RespondToInvitation,
    private readonly dossiers: Dossiers,
    private readonly attachments: Attachments,
    private readonly programmes: Programmes,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound for a link that is nobody’s, or of somebody taken out of the committee. */
  async list(secret: string): Promise<ReadingList> {
    const { committee, member } = await this.links.read(secret);
    const all = await this.dossiers.ofCommittee(committee.id);
    const items = committee.products
      .filter(({ id }) => member.holds.some(({ productId }) => productId === null || productId === id))
      .map((product) => {
        const dossier = all.find(({ productId, submission }) => productId === product.id && submission !== null);
        return { product, dossierId: dossier?.id ?? null };
      });
    return { member, committee, items };
  }

  /** @throws NotFound also before it is submitted. */
  async read(secret: string, dossierId: string): Promise<DossierByLink> {
    const { committee, member, items } = await this.list(secret);
    const item = items.find((one) => one.dossierId === dossierId);
    const dossier = item && (await this.dossiers.byId(dossierId));
    if (!item || !dossier?.submission) throw dossierNotFound();
    const { product } = item;
    const { gridReaders } = await this.programmes.ofProduct(product.id);
    const reads = readsGrids(gridReaders, { roles: [], member, productId: product.id });
    return {
      desk: { dossier, committee, product, mayWrite: false, readsGrids: reads, isOpen: false },
      submission: dossier.submission,
      member,
      isSponsor: holdersOf([member], 'sponsor', product.id).length > 0,
      gridReaders,
      isHeard: HEARD.includes(committee.state) || committee.state.startsWith('sitting'),
    };
  }

  async file(secret: string, dossierId: string, attachmentId: string) {
    await this.read(secret, dossierId);
    return this.attachments.byId(dossierId, attachmentId);
  }

  /** What they themselves asked and answered: theirs to see again. */
  async ownWords(dossierId: string, personId: string) {
    const questions = await this.transactions.outside
      .getRepository(DossierQuestionRow)
      .find({ where: { dossierId, personId }, order: { askedAt: 'ASC', id: 'ASC' } });
    const grid = await this.transactions.outside.getRepository(DossierGridRow).findOneBy({ dossierId, personId });
    return {
      questions: questions.map(({ id, body }) => ({ id, body })),
      grid: grid ? gridContent.parse(grid.content) : undefined,
    };
  }

  /** The same question sent twice is one. @throws InvalidInput tied to `question`; NotFound, TooLateToSay, TooManyQuestions */
  async ask(command: {
    readonly secret: string;
    readonly dossierId: string;
    readonly question: string;
    readonly idempotencyKey: string;
  }): Promise<void> {
    const { dossierId } = command;
    const { member, isHeard } = await this.read(command.secret, dossierId);
    if (!isHeard) throw new TooLateToSay();
    const read = remark.safeParse(command.question);
    const message = read.success
      ? read.data === ''
        ? 'Écrivez votre question.'
        : undefined
      : read.error.issues[0]?.message;
    if (!read.success || message !== undefined)
      throw new InvalidInput('Votre question n’est pas envoyée.', { question: message ?? '' });
    await this.transactions.run(async (tx) => {
      await tx.query('select id from dossiers where id = $1 for update', [dossierId]);
      const rows = tx.getRepository(DossierQuestionRow);
      const personId = member.person.id;
      if ((await rows.countBy({ dossierId, personId })) >= MOST_QUESTIONS) throw new TooManyQuestions();
      await rows
        .createQueryBuilder()
        .insert()
        .values({
          id: derivedId('question', personId, command.idempotencyKey),
          dossierId,
          personId,
          body: read.data,
          askedAt: this.clock.now(),
        })
        .orIgnore()
        .execute();
    });
  }

  /** As often as one changes one's mind. @throws InvalidInput by field; NotFound, also for who is no sponsor; TooLateToSay */
  async mark(command: {
    readonly secret: string;
    readonly dossierId: string;
    readonly grid: GridContent;
  }): Promise<void> {
    const { dossierId } = command;
    const { member, isSponsor, isHeard } = await this.read(command.secret, dossierId);
    if (!isSponsor) throw dossierNotFound();
    if (!isHeard) throw new TooLateToSay();
    const read = gridContent.safeParse(command.grid);
    if (!read.success) {
      const fields: Record<string, string> = {};
      for (const { path, message } of read.error.issues) fields[path.join('.')] ??= message;
      throw new InvalidInput('Votre grille n’est pas enregistrée\u00A0: corrigez ce qui est signalé.', fields);
    }
    await this.transactions.outside
      .getRepository(DossierGridRow)
      .upsert({ dossierId, personId: member.person.id, content: read.data, answeredAt: this.clock.now() }, [
        'dossierId',
        'personId',
      ]);
  }
}
