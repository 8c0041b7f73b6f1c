import { Injectable } from '@nestjs/common';

import { Committees } from '#libs/committees/index.js';
import { Configuration } from '#libs/configuration/index.js';
import { People, type Person, Roles } from '#libs/identity/index.js';
import { type MailAttachment, Mailer } from '#libs/mail/index.js';
import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';
import { Programmes } from '#libs/portfolio/index.js';

import { type DeliveryCause, deliveryMail } from './delivery.mail.js';
import { sitsFor } from './record-quality.js';
import type { RecordView } from './record-view.js';
import { Records } from './records.reader.js';

interface Params {
  readonly recordId: string;
}

/** Bytes above which mail servers of administrations refuse an attachment. */
const LARGEST_ATTACHMENT = 5_000_000;

/** Brings the sealed record to the team, its signatories, the incubator's leads and the committee: one mail a person. */
@Injectable()
@HandlesEffect('record.deliver')
export class DeliverRecord implements EffectHandler<Params> {
  constructor(
    private readonly records: Records,
    private readonly committees: Committees,
    private readonly people: People,
    private readonly roles: Roles,
    private readonly mailer: Mailer,
    private readonly configuration: Configuration,
    private readonly programmes: Programmes,
  ) {}

  /** One address that fails for a while holds nobody else up: the first failure is thrown once everybody else was served. */
  async handle({ id, params, caseId }: OwedEffect<Params>): Promise<void> {
    const record = await this.records.byId(params.recordId);
    const sealed = record && (await this.records.sealedFile(record));
    if (!record || !sealed) throw new Error('a record is delivered once it is sealed');
    const { programme } = await this.programmes.ofIncubator(record.incubatorId);
    const attachments = programme.recordAttached ? attachmentsOf(record, sealed.pdf) : [];
    const { recipients, lead } = await this.#recipients(record);
    const failures: unknown[] = [];
    for (const { person, cause } of recipients)
      await this.mailer
        .send({
          ...deliveryMail(record, cause, {
            baseUrl: this.configuration.baseUrl,
            attached: attachments.length > 0,
            linked: !programme.recordAttached,
          }),
          key: `${id}:${person.id}`,
          to: person,
          personId: person.id,
          caseId,
          kind: 'record',
          attachments,
          ...(lead && lead.id !== person.id ? { replyTo: lead } : {}),
        })
        .catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }

  /** Each person once, for the best reason they have. */
  async #recipients(record: RecordView): Promise<{
    readonly recipients: readonly { readonly person: Person; readonly cause: DeliveryCause }[];
    readonly lead: Person | undefined;
  }> {
    const signatories = await this.people.byIds(record.context.signatories.map(({ personId }) => personId));
    const holders = await this.roles.ofProduct(record.productId);
    const committee = await this.committees.byId(record.committeeId);
    const team = holders.filter(({ role }) => ['intrapreneur', 'coach', 'team-member'].includes(role));
    const leads = (await this.roles.ofIncubator(record.incubatorId)).filter(({ role }) => role === 'incubator-lead');
    const members = (committee?.members ?? []).filter((member) => sitsFor(member, record.productId));
    const all: readonly (readonly [DeliveryCause, readonly Person[]])[] = [
      ['signatory', [...signatories.values()]],
      ['team', team.map(({ person }) => person)],
      ['lead', leads.map(({ person }) => person)],
      ['member', members.map(({ person }) => person)],
    ];
    const once = new Map<string, { readonly person: Person; readonly cause: DeliveryCause }>();
    for (const [cause, people] of all)
      for (const person of people) if (!once.has(person.id)) once.set(person.id, { person, cause });
    return { recipients: [...once.values()], lead: leads[0]?.person };
  }
}

function attachmentsOf({ reference }: RecordView, pdf: Uint8Array): readonly MailAttachment[] {
  if (pdf.length >= LARGEST_ATTACHMENT) return [];
  return [{ filename: `releve-de-decision-${reference}.pdf`, contentType: 'application/pdf', content: pdf }];
}
