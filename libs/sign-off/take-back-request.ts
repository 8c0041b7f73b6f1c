import { Injectable } from '@nestjs/common';

import { counted } from '#libs/kernel/index.js';
import { type StepTaker, TakesBack, type UndoneStep } from '#libs/workflow-runtime/index.js';
import type { RecordContext } from '#workflows/deliberation-record/index.js';

/** Withdraws a record from its signatories: their links are about nobody any more, and so are the answers given with them. */
@Injectable()
@TakesBack(['deliberation-record sign-off.requested'])
export class TakeBackRequest implements StepTaker {
  async takeBack({ after }: UndoneStep): Promise<readonly string[]> {
    const { signatories } = after.context as unknown as RecordContext;
    const answered = signatories.filter(({ answer }) => answer !== null).length;
    return [
      'Les liens de validation déjà envoyés ne servent plus\u00A0: qui les ouvre lit que la demande a été retirée.',
      ...(answered > 0
        ? [
            `${counted(answered, 'réponse déjà donnée ne compte', 'réponses déjà données ne comptent')} plus\u00A0: chacune sera à demander à nouveau.`,
          ]
        : []),
      'Le relevé revient en relecture, pour être corrigé ou envoyé à nouveau.',
    ];
  }
}
