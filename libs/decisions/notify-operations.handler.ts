import { Injectable } from '@nestjs/common';

import { Committees } from '#libs/committees/index.js';
import { Configuration } from '#libs/configuration/index.js';
import { Roles } from '#libs/identity/index.js';
import { Mailer } from '#libs/mail/index.js';
import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { Decisions } from './decisions.reader.js';
import { operationsOrder } from './operations-order.mail.js';

const REASONS = {
  operations:
    'Vous recevez ce message parce que vous êtes chargé·e des opérations et des achats de cet incubateur. Répondez-y pour joindre la personne qui a conduit le comité.',
  'incubator-lead':
    'Vous recevez ce message, adressé aussi aux opérations, parce que vous êtes responsable de cet incubateur.',
} as const;

/** Tells operations what was decided as soon as the sitting closes; the leads have the same mail, each their own. */
@Injectable()
@HandlesEffect('operations.notify')
export class NotifyOperations implements EffectHandler<{ committeeId: string }> {
  constructor(
    private readonly committees: Committees,
    private readonly decisions: Decisions,
    private readonly roles: Roles,
    private readonly mailer: Mailer,
    private readonly transactions: Transactions,
    private readonly configuration: Configuration,
  ) {}

  async handle({
    id,
    params,
    caseId,
  }: Pick<OwedEffect<{ committeeId: string }>, 'id' | 'params' | 'caseId'>): Promise<void> {
    const committee = await this.committees.byId(params.committeeId);
    if (!committee) return;
    const decisions = await this.decisions.ofCommittee(committee.id);
    const holders = await this.roles.ofIncubator(committee.incubatorId);
    const leads = holders.filter((holder) => holder.role === 'incubator-lead');
    const told = [...holders.filter((holder) => holder.role === 'operations'), ...leads];
    const url = `${this.configuration.baseUrl}/comites/${committee.id}`;
    const order = operationsOrder(committee, decisions, url, await this.#replaces(id, caseId));
    const answersTo = leads[0]?.person;
    const once = new Map(told.toReversed().map((holder) => [holder.person.id, holder]));
    for (const { person, role } of once.values())
      await this.mailer.send({
        key: `${id}:${person.id}`,
        to: person,
        ...order,
        reason: role === 'operations' ? REASONS.operations : REASONS['incubator-lead'],
        personId: person.id,
        caseId,
        kind: 'operations',
        ...(answersTo && answersTo.id !== person.id ? { replyTo: answersTo } : {}),
      });
  }

  /** True when operations were told of an earlier closing of the same sitting. */
  async #replaces(effectId: string, caseId: string): Promise<boolean> {
    const told = await this.transactions.outside.query<unknown[]>(
      `select 1 from outbox
        where case_id = $1 and type = 'operations.notify' and id <> $2 and done_at is not null and withdrawn_at is null`,
      [caseId, effectId],
    );
    return told.length > 0;
  }
}
