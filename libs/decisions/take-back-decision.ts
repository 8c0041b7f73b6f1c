import { Injectable } from '@nestjs/common';

import type { Tx } from '#libs/persistence/index.js';
import { type StepTaker, TakesBack, type UndoneStep, UndoRefused } from '#libs/workflow-runtime/index.js';
import type { CommitteeContext } from '#workflows/committee/index.js';

import { DecisionRow } from './decision.row.js';

/** Forgets a decision recorded by mistake, when the product had none before. */
@Injectable()
@TakesBack(['committee decision.recorded'])
export class TakeBackDecision implements StepTaker {
  async takeBack({ subjectId: committeeId, before, entries }: UndoneStep, tx: Tx): Promise<readonly string[]> {
    const productId = String(entries.at(-1)?.payload['productId']);
    const { products } = before.context as unknown as CommitteeContext;
    const had = products.find((product) => product.productId === productId)?.decision;
    if (had !== null) throw new UndoRefused('UNDO_WRITTEN_OVER');
    await tx.getRepository(DecisionRow).delete({ committeeId, productId });
    return ['Le produit n’a plus de décision\u00A0: la séance ne pourra être levée qu’une fois la sienne enregistrée.'];
  }
}
