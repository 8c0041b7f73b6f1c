import { Injectable } from '@nestjs/common';

import { People, type Person } from '#libs/identity/index.js';
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
    const holders = await this.#holders(recordId);
    const people = await this.people.byIds(signatures.map(({ personId }) => personId));
    const sent = await this.#sentAt(signatures);
    return signatures.map((signature) => ({
      signatoryId: signature.signatoryId,
      delegate: delegateOf(signature, holders, people),
      comment: signature.comment,
      facts: factsOf(signature, people.get(signature.personId)?.email ?? '', sent.get(signature.id)),
    }));
  }

  /** Whose place each is, by signatory. */
  async #holders(recordId: string): Promise<ReadonlyMap<string, string>> {
    const rows = await this.transactions.outside.query<{ signatory: string; person: string }[]>(
      `select s->>'signatoryId' as signatory, s->>'personId' as person
         from cases c cross join lateral jsonb_array_elements(c.snapshot->'context'->'signatories') s
        where c.process = 'deliberation-record' and c.subject_id = $1`,
      [recordId],
    );
    return new Map(rows.map(({ signatory, person }) => [signatory, person]));
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

/** The name of whoever answered for the holder of the place; null for the holder. */
function delegateOf(
  { signatoryId, personId }: Signature,
  holders: ReadonlyMap<string, string>,
  people: ReadonlyMap<string, Person>,
): string | null {
  const holder = holders.get(signatoryId);
  return holder === undefined || holder === personId ? null : (people.get(personId)?.name ?? null);
}

/** `c…@ministere.example`: enough to know the address again, too little to write to it. The whole one stays in the database. */
function maskedAddress(email: string): string {
  const [local = '', domain = ''] = email.split('@');
  return `${String.fromCodePoint(local.codePointAt(0) ?? 0x2e)}…@${domain}`;
}

function factsOf(signature: Signature, email: string, sentAt: Instant | undefined): readonly string[] {
  const { choice, fromNetwork, fromBrowser } = signature;
  const from = [fromNetwork && `réseau ${fromNetwork}`, fromBrowser].filter(Boolean).join(', ');
  return [
    `Lien personnel envoyé à ${maskedAddress(email)}${sentAt ? ` le ${frenchDateTime(sentAt)}` : ''}.`,
    'Code à six chiffres du même courriel, saisi sur la page de signature.',
    `Réponse choisie parmi quatre, sans choix proposé\u00A0: «\u00A0${CHOICE_LABELS[choice]}\u00A0».`,
    ...(from === '' ? [] : [`Réponse reçue depuis\u00A0: ${from}.`]),
  ];
}
