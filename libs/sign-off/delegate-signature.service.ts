import { Injectable } from '@nestjs/common';

import { People } from '#libs/identity/index.js';
import { InvalidInput } from '#libs/kernel/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { checkedCode } from './answer.js';
import type { SeenOrigin } from './origin.js';
import { SignOffGate } from './sign-off-gate.js';

export interface DelegateSignatureCommand {
  /** Of the link. */
  readonly secret: string;
  readonly code: string;
  readonly name: string;
  readonly email: string;
  readonly reason: string;
  readonly from: SeenOrigin;
}

/** Characters of a reason: it is told to the leads and kept in the log. */
const LONGEST = 500;

/** A signatory has somebody else answer in their place: « B pour A ». By their own link and code only. */
@Injectable()
export class DelegateSignature {
  constructor(
    private readonly gate: SignOffGate,
    private readonly people: People,
    private readonly runtime: WorkflowRuntime,
  ) {}

  /**
   * @throws InvalidInput tied to `delegateName`, `delegateEmail`, `delegateReason`, `delegateCode`; EventRefused for somebody
   * by whom this signature has passed already. Errors of {@link SignOffGate.pass}.
   */
  async execute(command: DelegateSignatureCommand): Promise<void> {
    const { name, email, reason, code } = checked(command);
    const { secret, from } = command;
    await this.gate.pass({ secret, code, from }, async ({ link }, tx) => {
      const { id: to } = await this.people.findOrCreate({ name, email }, tx);
      const { recordId, signatoryId, personId } = link;
      await this.runtime.dispatch(
        'deliberation-record',
        recordId,
        { type: 'signature.delegated', signatoryId, to, reason },
        // The link that delegates dies of it: it does so once.
        { actor: `signatory:${personId}`, idempotencyKey: `delegate:${link.id}` },
        tx,
      );
    });
  }
}

function checked(command: DelegateSignatureCommand) {
  const fields: Record<string, string> = {};
  const name = command.name.replaceAll(/\p{Cc}/gu, ' ').trim();
  const email = command.email.trim().toLowerCase();
  const reason = command.reason.replaceAll(/\p{Cc}/gu, ' ').trim();
  const code = checkedCode(command.code);
  if (name === '' || name.length > 200) fields['delegateName'] = 'Indiquez le prénom et le nom de la personne.';
  if (!/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/u.test(email) || email.length > 254)
    fields['delegateEmail'] = 'Saisissez une adresse complète, par exemple prenom.nom@ministere.example.';
  if (reason === '' || reason.length > LONGEST)
    fields['delegateReason'] = `Indiquez le motif, en ${LONGEST}\u00A0caractères au plus\u00A0: il sera conservé.`;
  if (code === null) fields['delegateCode'] = 'Saisissez les six chiffres du code, écrits dans le courriel.';
  if (code === null || Object.keys(fields).length > 0)
    throw new InvalidInput('La délégation n’est pas enregistrée.', fields);
  return { name, email, reason, code };
}
