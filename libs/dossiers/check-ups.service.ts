import { Injectable } from '@nestjs/common';

import { type Objective, Objectives } from '#libs/decisions/index.js';
import { Access, MANAGING_ROLES } from '#libs/identity/index.js';
import {
  addMonths,
  type CalendarDate,
  Clock,
  DomainError,
  type Instant,
  InvalidInput,
  previousWorkingDay,
} from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';

import { CheckUpRow } from './check-up.row.js';
import { checkUpContent, type CheckUpContent } from './check-up.content.js';
import { TEAM_ROLES } from './team-roles.js';

/** Months after the sitting (domain, half-yearly cycle, rule 8). */
const MONTHS = 3;

/** What a product has to say half-way, and what it said. */
export interface CheckUp {
  readonly productId: string;
  /** The day of the sitting that set the objectives. */
  readonly setOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly objectives: readonly Objective[];
  readonly answer: CheckUpAnswer | undefined;
}

export interface CheckUpAnswer {
  readonly content: CheckUpContent;
  readonly revision: number;
  readonly answeredAt: Instant;
  readonly answeredBy: string;
}

/** Somebody answered meanwhile: nothing is overwritten. */
export class CheckUpChanged extends DomainError {
  readonly code = 'CHECK_UP_CHANGED';

  constructor() {
    super(
      'Quelqu’un d’autre a répondu entre-temps. Vos réponses sont ci-dessous\u00A0: comparez, puis envoyez de nouveau.',
    );
  }
}

/** The check-up on the objectives, three months after a committee set them. */
@Injectable()
export class CheckUps {
  constructor(
    private readonly transactions: Transactions,
    private readonly objectives: Objectives,
    private readonly access: Access,
    private readonly clock: Clock,
  ) {}

  /** Undefined for a product that no committee holds to objectives. */
  async of(productId: string, tx: Tx = this.transactions.outside): Promise<CheckUp | undefined> {
    const objectives = await this.objectives.baselineOf(productId, tx);
    const setOn = objectives.at(-1)?.setOn;
    if (setOn === undefined) return undefined;
    const row = await tx.getRepository(CheckUpRow).findOneBy({ productId, setOn });
    return {
      productId,
      setOn,
      dueOn: previousWorkingDay(addMonths(setOn, MONTHS)),
      objectives,
      answer: row
        ? {
            content: checkUpContent.parse(row.content),
            revision: row.revision,
            answeredAt: row.answeredAt,
            answeredBy: row.answeredBy,
          }
        : undefined,
    };
  }

  /** Those of some products that are due and not answered, the most pressing first. */
  async awaited(productIds: readonly string[]): Promise<readonly CheckUp[]> {
    const today = this.clock.today();
    const all = await Promise.all(productIds.map(async (id) => this.of(id)));
    return all
      .flatMap((one) => (one && !one.answer && one.dueOn <= today ? [one] : []))
      .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  }

  /**
   * As often as needed until the next committee sets others.
   * @param command.revision 0, or that of the answer which the form showed.
   * @throws InvalidInput by field, CheckUpChanged, NotFound, Forbidden
   */
  async answer(command: {
    readonly productId: string;
    readonly revision: number;
    readonly content: CheckUpContent;
    readonly personId: string;
  }): Promise<void> {
    const { productId, personId } = command;
    await this.access.ensureProduct(personId, productId, [...TEAM_ROLES, ...MANAGING_ROLES]);
    const read = checkUpContent.safeParse(command.content);
    if (!read.success) {
      const fields: Record<string, string> = {};
      for (const { path, message, code } of read.error.issues)
        fields[path.join('.')] ??= code === 'invalid_value' ? 'Dites où en est cet objectif.' : message;
      throw new InvalidInput('Le point n’est pas enregistré\u00A0: corrigez ce qui est signalé.', fields);
    }
    await this.transactions.run(async (tx) => {
      await tx.query('select id from products where id = $1 for update', [productId]);
      const current = await this.of(productId, tx);
      const known = new Set(current?.objectives.map(({ id }) => id));
      if (!current || read.data.objectives.some(({ objectiveId }) => !known.has(objectiveId)))
        throw new CheckUpChanged();
      if ((current.answer?.revision ?? 0) !== command.revision) throw new CheckUpChanged();
      await tx.getRepository(CheckUpRow).upsert(
        {
          productId,
          setOn: current.setOn,
          content: read.data,
          revision: command.revision + 1,
          answeredAt: this.clock.now(),
          answeredBy: personId,
        },
        ['productId', 'setOn'],
      );
    });
  }
}
