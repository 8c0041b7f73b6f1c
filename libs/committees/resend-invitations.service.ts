import { Injectable } from '@nestjs/common';

import { Clock } from '#libs/kernel/index.js';
import { Mailer } from '#libs/mail/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { caseId } from '#libs/workflow-runtime/index.js';

import { Committees } from './committees.reader.js';
import { LetterFrames } from './effects/letter-frames.js';
import { InvitationLinks } from './invitation-links.repository.js';
import { invitationMail } from './mails/invitation.mail.js';

/** Sends somebody the invitations to the committees ahead once more: the mails that carried them came back. */
@Injectable()
export class ResendInvitations {
  constructor(
    private readonly committees: Committees,
    private readonly links: InvitationLinks,
    private readonly frames: LetterFrames,
    private readonly mailer: Mailer,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Under the number of the invitation that stands: calendars take it for the same one.
   * @param command.key what makes these mails these mails: asked again with it, nothing leaves twice.
   * @returns how many have left; one that the server does not want now is not counted.
   */
  async execute({ of, key }: { readonly of: string; readonly key: string }): Promise<number> {
    const rows = await this.transactions.outside.query<{ id: string }[]>(
      `select m.committee_id as id from committee_members m
         join cases c on c.subject_id = m.committee_id and c.process = 'committee'
        where m.person_id = $1 and m.removed_sequence is null and c.state in ('convened', 'preparing')
          and (c.snapshot->'context'->>'startsAt')::timestamptz > $2 order by 1`,
      [of, this.clock.now()],
    );
    let left = 0;
    for (const { id } of rows) if (await this.#send(id, of, key)) left += 1;
    return left;
  }

  async #send(committeeId: string, of: string, key: string): Promise<boolean> {
    const committee = await this.committees.byId(committeeId);
    const member = committee?.members.find(({ person }) => person.id === of);
    if (!committee || !member) return false;
    const { state } = await this.mailer
      .send({
        ...invitationMail(await this.frames.of(committee), committee, member, {
          cause: { kind: 'convened' },
          sequence: committee.context.sequence,
          secret: await this.links.issue(member.id),
        }),
        key: `${key}:${committeeId}:${of}`,
        to: { name: member.person.name, email: member.person.email },
        personId: of,
        caseId: caseId({ process: 'committee', subjectId: committeeId }),
        kind: 'invitation',
      })
      .catch(() => ({ state: 'refused' as const }));
    return state === 'sent';
  }
}
