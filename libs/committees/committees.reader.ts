import { Injectable } from '@nestjs/common';

import type { Role } from '#libs/identity/index.js';
import type { Instant } from '#libs/kernel/index.js';
import { Clock } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import type { CommitteeContext } from '#workflows/committee/index.js';
import type { LifecycleState } from '#workflows/contract/index.js';
import { processes } from '#workflows/index.js';

import type { Attendance, Response } from './committee-member.row.js';
import type { CommitteeMember, CommitteeProductView, CommitteeView, HeldCapacity } from './committee-view.js';
import { missingRoles } from './coverage.js';

export interface CommitteeFilter {
  /** First moment included. */
  readonly from?: Instant;
  /** First moment excluded. */
  readonly to?: Instant;
  /** State paths; `sitting` stands for its three steps. */
  readonly states?: readonly string[];
}

interface CommitteeRecord {
  id: string;
  incubator_id: string;
  incubator_name: string;
  starts_at: Date;
  duration_minutes: number;
  place: string | null;
  video_url: string | null;
  created_by: string;
  state: string;
  version: number;
  context: CommitteeContext;
}

interface ProductRecord {
  committee_id: string;
  id: string;
  name: string;
  position: number;
  phase: LifecycleState;
}

interface MemberRecord {
  committee_id: string;
  id: string;
  person_id: string;
  name: string;
  email: string;
  title: string | null;
  capacity: Role;
  product_id: string | null;
  response: Response;
  responded_at: Date | null;
  response_reason: string | null;
  representative: CommitteeMember['representative'];
  stands_for: CommitteeMember['standsFor'];
  attendance: Attendance | null;
  represented_by: string | null;
  roles: readonly HeldCapacity[];
}

const COMMITTEES = `
  select c.id, c.incubator_id, i.name as incubator_name, c.starts_at, c.duration_minutes, c.place, c.video_url,
         c.created_by, k.state, k.version, k.snapshot->'context' as context
    from committees c
    join incubators i on i.id = c.incubator_id
    join cases k on k.subject_id = c.id and k.process = 'committee'`;

const PRODUCTS = `
  select cp.committee_id, p.id, p.name, cp.position, coalesce(k.state, 'proposed') as phase
    from committee_products cp
    join products p on p.id = cp.product_id
    left join cases k on k.subject_id = p.id and k.process = 'product-lifecycle'
   where cp.committee_id = any($1)
   order by cp.position`;

const MEMBERS = `
  select m.committee_id, m.id, m.person_id, p.name, p.email, p.title, m.capacity, m.product_id, m.response, m.attendance,
         m.represented_by, m.responded_at, m.response_reason,
         (select json_build_object('memberId', s.id, 'name', sp.name, 'response', s.response)
            from committee_members s join people sp on sp.id = s.person_id
           where s.id = m.representative_id and s.removed_sequence is null) as representative,
         coalesce((select json_agg(json_build_object('name', ap.name, 'capacity', a.capacity) order by ap.name)
                     from committee_members a join people ap on ap.id = a.person_id
                    where a.representative_id = m.id and a.removed_sequence is null), '[]') as stands_for,
         coalesce((select json_agg(json_build_object('role', r.role, 'productId', r.product_id))
                     from roles r join committees c on c.id = m.committee_id
                    where r.person_id = m.person_id
                      and (r.incubator_id = c.incubator_id
                           or r.product_id in (select product_id from committee_products where committee_id = c.id))),
                  '[]') as roles
    from committee_members m
    join people p on p.id = m.person_id
   where m.committee_id = any($1) and m.removed_sequence is null
   order by p.name`;

/** What is known of committees, whoever asks: callers see to access. */
@Injectable()
export class Committees {
  constructor(
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
    private readonly clock: Clock,
  ) {}

  async byId(id: string, tx: Tx = this.transactions.outside): Promise<CommitteeView | undefined> {
    const [view] = await this.#load('where c.id = $1', [id], tx);
    return view;
  }

  /** The committees of a product, latest first. */
  async ofProduct(productId: string, tx: Tx = this.transactions.outside): Promise<readonly CommitteeView[]> {
    return this.#load(
      `where c.id in (select committee_id from committee_products where product_id = $1) order by c.starts_at desc`,
      [productId],
      tx,
    );
  }

  /** The committees of some incubators, earliest first. */
  async ofIncubators(
    incubatorIds: readonly string[],
    { from, to, states }: CommitteeFilter = {},
    tx: Tx = this.transactions.outside,
  ): Promise<readonly CommitteeView[]> {
    return this.#load(
      `where c.incubator_id = any($1)
         and ($2::timestamptz is null or c.starts_at >= $2)
         and ($3::timestamptz is null or c.starts_at < $3)
         and ($4::text[] is null or split_part(k.state, '.', 1) = any($4) or k.state = any($4))
       order by c.starts_at`,
      [incubatorIds, from ?? null, to ?? null, states ?? null],
      tx,
    );
  }

  /** The committees to come that a person is invited to, earliest first. */
  async upcomingFor(personId: string, tx: Tx = this.transactions.outside): Promise<readonly CommitteeView[]> {
    return this.#load(
      `where k.state in ('planned', 'convened', 'preparing') and c.starts_at >= $2
         and c.id in (select committee_id from committee_members where person_id = $1 and removed_sequence is null)
       order by c.starts_at`,
      [personId, this.clock.now()],
      tx,
    );
  }

  /**
   * A page of what a person may see: the committees of those products, and those they are invited to.
   * Ahead, earliest first; over (decided or cancelled), latest first.
   */
  async seenBy(
    personId: string,
    productIds: readonly string[],
    { ahead, limit, offset = 0 }: { readonly ahead: boolean; readonly limit: number; readonly offset?: number },
  ): Promise<readonly CommitteeView[]> {
    return this.#load(
      `where c.id in (select committee_id from committee_members where person_id = $1 and removed_sequence is null
                       union select committee_id from committee_products where product_id = any($2))
         and (k.state in ('decided', 'closed', 'cancelled')) <> $3
       order by case when $3 then c.starts_at end, c.starts_at desc, c.id
       limit $4 offset $5`,
      [personId, productIds, ahead, limit, offset],
      this.transactions.outside,
    );
  }

  async #load(where: string, parameters: unknown[], tx: Tx): Promise<readonly CommitteeView[]> {
    const committees = await tx.query<CommitteeRecord[]>(`${COMMITTEES} ${where}`, parameters);
    if (committees.length === 0) return [];
    const ids = committees.map((committee) => committee.id);
    const products = await tx.query<ProductRecord[]>(PRODUCTS, [ids]);
    const members = await tx.query<MemberRecord[]>(MEMBERS, [ids]);
    return Promise.all(committees.map((committee) => this.#view(committee, products, members, tx)));
  }

  async #view(
    row: CommitteeRecord,
    allProducts: readonly ProductRecord[],
    allMembers: readonly MemberRecord[],
    tx: Tx,
  ): Promise<CommitteeView> {
    const products = allProducts.filter((one) => one.committee_id === row.id).map(productOf);
    const members = allMembers.filter((one) => one.committee_id === row.id).map(memberOf);
    return {
      id: row.id,
      incubatorId: row.incubator_id,
      incubatorName: row.incubator_name,
      startsAt: row.starts_at.toISOString(),
      durationMinutes: row.duration_minutes,
      place: row.place,
      videoUrl: row.video_url,
      createdBy: row.created_by,
      state: row.state,
      context: row.version === processes.committee.version ? row.context : await this.#modernContext(row.id, tx),
      products,
      members,
      missing: missingRoles(products, members),
    };
  }

  /** A case that nothing happened to since the process changed keeps its old snapshot: only the runtime reads it right. */
  async #modernContext(committeeId: string, tx: Tx): Promise<CommitteeContext> {
    const found = await this.runtime.read('committee', committeeId, tx);
    return found?.snapshot.context as unknown as CommitteeContext;
  }
}

const productOf = ({ id, name, position, phase }: ProductRecord): CommitteeProductView => ({
  id,
  name,
  position,
  phase,
});

function memberOf(row: MemberRecord): CommitteeMember {
  const invited = { role: row.capacity, productId: row.product_id };
  // Somebody invited for several products holds what the roles say of each, not their capacity for all.
  const named = row.roles.some((held) => held.role === row.capacity) ? [] : [invited];
  return {
    id: row.id,
    person: { id: row.person_id, name: row.name, email: row.email, title: row.title },
    capacity: row.capacity,
    productId: row.product_id,
    holds: [...(row.product_id === null ? named : [invited]), ...row.roles],
    response: row.response,
    respondedAt: row.responded_at?.toISOString() ?? null,
    responseReason: row.response_reason,
    representative: row.representative,
    standsFor: row.stands_for,
    attendance: row.attendance,
    representedBy: row.represented_by,
  };
}
