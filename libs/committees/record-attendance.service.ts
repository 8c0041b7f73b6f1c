import { Injectable } from '@nestjs/common';

import { MANDATORY_ROLES, type Role } from '#libs/identity/index.js';
import { InvalidInput } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import type { Quorum } from '#workflows/committee/index.js';

import { CommitteeAttendance } from './attendance.repository.js';
import { CommitteeAccess } from './committee-access.js';
import type { Attendance } from './committee-member.row.js';
import type { CommitteeMember, CommitteeView } from './committee-view.js';
import { holdersOf } from './coverage.js';

export interface NotedAttendance {
  readonly memberId: string;
  readonly attendance: Attendance;
  readonly representedBy?: string | null;
}

export interface RecordAttendanceCommand {
  readonly committeeId: string;
  readonly noted: readonly NotedAttendance[];
  /** Why the sitting goes on without someone who must be there; blank when nobody is missing. */
  readonly reason: string;
  readonly personId: string;
  readonly idempotencyKey: string;
}

/** Notes who came, during the sitting; again when somebody arrives. */
@Injectable()
export class RecordAttendance {
  constructor(
    private readonly access: CommitteeAccess,
    private readonly attendance: CommitteeAttendance,
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
  ) {}

  /**
   * @returns the roles that must be there and are not.
   * @throws InvalidInput tied to `attendance.<member>` or `representedBy.<member>`; NotFound, Forbidden, EventRefused.
   */
  async execute(command: RecordAttendanceCommand): Promise<readonly Role[]> {
    const { committeeId, noted, personId, idempotencyKey } = command;
    const committee = await this.access.managed(personId, committeeId);
    const members = withAttendance(committee.members, noted);
    const absentMandatory = absentRoles(committee.products, members);
    const quorum = quorumOf(members);
    const reason = command.reason.trim() || null;
    await this.transactions.run(async (tx) => {
      const answer = await this.runtime.dispatch(
        'committee',
        committeeId,
        { type: 'attendance.recorded', absentMandatory, reason, quorum },
        { actor: `person:${personId}`, idempotencyKey },
        tx,
      );
      if (!answer.repeated) await this.attendance.save(committeeId, noted, tx);
    });
    return absentMandatory;
  }
}

function withAttendance(
  members: readonly CommitteeMember[],
  noted: readonly NotedAttendance[],
): readonly CommitteeMember[] {
  const fields: Record<string, string> = {};
  const byMember = new Map(noted.map((one) => [one.memberId, one]));
  const known = members.map((member) => {
    const one = byMember.get(member.id);
    if (!one) fields[`attendance.${member.id}`] = `Indiquez si ${member.person.name} est là.`;
    else if (one.attendance === 'represented' && !one.representedBy?.trim())
      fields[`representedBy.${member.id}`] = `Indiquez qui représente ${member.person.name}.`;
    return one ? { ...member, attendance: one.attendance } : member;
  });
  if (Object.keys(fields).length > 0) throw new InvalidInput('Les présences ne sont pas complètes.', fields);
  return known;
}

/** Half of those convened at least, in person or represented: a committee of fewer decides for people who are not there. */
export const quorumOf = (members: readonly Pick<CommitteeMember, 'attendance'>[]): Quorum => ({
  present: members.filter(({ attendance }) => attendance === 'present' || attendance === 'represented').length,
  needed: Math.ceil(members.length / 2),
});

/**
 * The roles that must be there and are not, for one product or another (domain, half-yearly cycle, rule 5). A role is there
 * with one of its holders, in person or represented; sponsors, who each fund and sign, are missed one by one.
 */
export function absentRoles(
  products: CommitteeView['products'],
  members: readonly Pick<CommitteeMember, 'holds' | 'attendance'>[],
): readonly Role[] {
  return MANDATORY_ROLES.filter((role) =>
    products.some(({ id }) => {
      const absences = holdersOf(members, role, id).map((member) => member.attendance === 'absent');
      return role === 'sponsor' ? absences.length === 0 || absences.includes(true) : !absences.includes(false);
    }),
  );
}
