import { Injectable } from '@nestjs/common';

import { Configuration } from '#libs/configuration/index.js';
import type { Person } from '#libs/identity/index.js';
import { type Delivery, type MailAttachment, MailDeliveries, Mailer } from '#libs/mail/index.js';
import { Records, type RecordView } from '#libs/records/index.js';
import { caseId } from '#libs/workflow-runtime/index.js';

import { type AskKind, askMail } from './mails/ask.mail.js';
import type { Letter, MailFrame } from './mails/frame.js';
import { type AskedSignatory, SignOffFacts } from './sign-off-facts.reader.js';
import { SignOffLinks } from './sign-off-links.repository.js';

/** Bytes beyond which a PDF stays behind its link: mail servers of administrations refuse heavy mail. */
const ATTACHED_UP_TO = 2_000_000;

/** A mail in one of these states may have left: it is never composed again. */
const MAY_HAVE_LEFT: ReadonlySet<string> = new Set(['sent', 'bounced', 'unknown']);

/** Sends the mails of sign-off, each at most once. */
@Injectable()
export class SignOffPost {
  constructor(
    private readonly facts: SignOffFacts,
    private readonly links: SignOffLinks,
    private readonly records: Records,
    private readonly mailer: Mailer,
    private readonly deliveries: MailDeliveries,
    private readonly configuration: Configuration,
  ) {}

  async frameOf(record: RecordView): Promise<MailFrame> {
    const [lead] = await this.facts.leadsOf(record);
    return { baseUrl: this.configuration.baseUrl, replyTo: lead };
  }

  /**
   * Mails somebody a link of their own. Secret and code are made for this attempt and stored, hashed, before anything leaves;
   * a mail that may have left already keeps the link it left with.
   * @throws MailTemporarilyRefused, MailBeingSent
   */
  async ask(asked: AskedSignatory, key: string, kind: AskKind): Promise<Delivery> {
    const settled = await this.deliveries.find(key);
    if (settled && MAY_HAVE_LEFT.has(settled.state)) return settled;
    const { record, signatory, person } = asked;
    const frame = await this.frameOf(record);
    const pdf = await this.#draft(record);
    const { version } = record.context;
    const { id: recordId } = record;
    const { signatoryId } = signatory;
    const link = await this.links.issue({ recordId, version, signatoryId, personId: person.id }, key);
    return this.tell(person, record, key, askMail(frame, asked, link, kind, pdf));
  }

  /** Mails one person. Same errors as {@link ask}. */
  async tell(person: Person, record: RecordView, key: string, letter: Letter): Promise<Delivery> {
    return this.mailer.send({
      ...letter,
      key,
      to: { name: person.name, email: person.email },
      personId: person.id,
      caseId: caseId({ process: 'deliberation-record', subjectId: record.id }),
      kind: 'sign-off',
    });
  }

  /**
   * Mails several people what one effect tells them. One address that fails for a while holds nobody else up.
   * @throws the first failure, once everybody else was served: the effect is then owed again.
   */
  async tellEach(
    effectId: string,
    record: RecordView,
    letters: readonly { readonly person: Person; readonly letter: Letter }[],
  ): Promise<void> {
    const failures: unknown[] = [];
    for (const { person, letter } of letters)
      try {
        await this.tell(person, record, `${effectId}:${person.id}`, letter);
      } catch (error) {
        failures.push(error);
      }
    if (failures.length > 0) throw failures[0];
  }

  async #draft({ id, reference, context, pdf }: RecordView): Promise<MailAttachment | undefined> {
    if (!pdf.draft || pdf.draft.version !== context.version || pdf.draft.bytes >= ATTACHED_UP_TO) return undefined;
    const document = await this.records.document(id, context.version, 'draft');
    if (!document) return undefined;
    return {
      filename: `${reference}-version-${context.version}.pdf`,
      contentType: 'application/pdf',
      content: document.pdf,
    };
  }
}
