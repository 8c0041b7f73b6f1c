import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Committees, what they decide on, who is invited, and the links by which people answer. */
export class Committees implements MigrationInterface {
  readonly name = 'Committees0000000000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table committees (
        id uuid not null,
        incubator_id uuid not null,
        starts_at timestamptz not null,
        duration_minutes integer not null,
        place text,
        video_url text,
        created_at timestamptz not null,
        created_by uuid not null,
        constraint committees_pk primary key (id)
      );
      create index committees_incubator_index on committees (incubator_id, starts_at);
      create table committee_products (
        committee_id uuid not null,
        product_id uuid not null,
        position integer not null,
        constraint committee_products_pk primary key (committee_id, product_id),
        constraint committee_products_committee foreign key (committee_id) references committees (id)
      );
      create index committee_products_product_index on committee_products (product_id);
      create table committee_members (
        id uuid not null,
        committee_id uuid not null,
        person_id uuid not null,
        capacity text not null,
        product_id uuid,
        response text not null,
        attendance text,
        represented_by text,
        added_sequence integer,
        removed_sequence integer,
        constraint committee_members_pk primary key (id),
        constraint committee_members_once unique (committee_id, person_id),
        constraint committee_members_committee foreign key (committee_id) references committees (id)
      );
      create index committee_members_person_index on committee_members (person_id);
      create table committee_invitations (
        id uuid not null,
        member_id uuid not null,
        secret_hash text not null,
        created_at timestamptz not null,
        constraint committee_invitations_pk primary key (id),
        constraint committee_invitations_secret unique (secret_hash),
        constraint committee_invitations_member foreign key (member_id) references committee_members (id)
      );
      create index committee_invitations_member_index on committee_invitations (member_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
