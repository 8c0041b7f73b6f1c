import { Injectable } from '@nestjs/common';

import { People } from '#libs/identity/index.js';
import { frenchDateTime, type Instant } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { type SignatureFact, SignatureFacts } from '#libs/records/index.js';

import { CHOICE_LABELS } from './answer.js';
import { type Signature, Signatures } from './signatures.reader.js';

/** How each answer was obtained, for the proof page of the sealed record. */
@Injectable()
export class SignatureEvidence extends SignatureFacts {
  constructor(
    private readonly signatures: Signatures,
    private readonly people: People,
    private readonly transactions: Transactions,
  ) {
    super();
  }

  async ofRecord(recordId: string, version: number): Promise<readonly SignatureFact[]> {
    const signatures = await this.signatures.ofVersion(recordId, version);
    const people = await this.people.byIds(signatures.map(({ personId }) => personId));
    const sent = await this.#sentAt(signatures);
    return signatures.map((signature) => ({
      signatoryId: signature.signatoryId,
      delegate: null,
      comment: signature.comment,
      facts: factsOf(signature, people.get(signature.personId)?.email ?? '', sent.get(signature.id)),
    }));
  }

  /** When the mail of the link that each was given by left, as far as the delivery log knows. */
  async #sentAt(signatures: readonly Signature[]): Promise<ReadonlyMap<string, Instant>> {
    const rows = await this.transactions.outside.query<{ id: string; settled_at: Date }[]>(
      `select s.id, d.settled_at from signatures s
         join sign_off_links l on l.id = s.link_id
         join mail_deliveries d on d.key = l.mail_key and d.state = 'sent'
        where s.id = any($1) and d.settled_at is not null`,
      [signatures.map(({ id }) => id)],
    );
    return new Map(rows.map((row) => [row.id, row.settled_at.toISOString()]));
  }
}

function factsOf(signature: Signature, email: string, sentAt: Instant | undefined): readonly string[] {
  const { choice, fromNetwork, fromBrowser } = signature;
  const from = [fromNetwork && `réseau ${fromNetwork}`, fromBrowser].filter(Boolean).join(', ');
  return [
    `Lien personnel envoyé à ${email}${sentAt ? ` le ${frenchDateTime(sentAt)}` : ''}.`,
    'Code à six chiffres du même courriel, saisi sur la page de signature.',
    `Réponse choisie parmi quatre, sans choix proposé\u00A0: «\u00A0${CHOICE_LABELS[choice]}\u00A0».`,
    ...(from === '' ? [] : [`Réponse reçue depuis\u00A0: ${from}.`]),
  ];
}
