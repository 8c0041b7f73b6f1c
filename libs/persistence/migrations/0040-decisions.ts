import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Decisions of committees, and what they bring about once signed: envelopes and objectives. */
export class Decisions implements MigrationInterface {
  readonly name = 'Decisions0000000000040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table decisions (
        id uuid not null,
        committee_id uuid not null,
        product_id uuid not null,
        held_on date not null,
        phase_before text not null,
        means text not null,
        phase text not null,
        stop_reason text,
        opens_on date,
        closes_on date,
        evidence_awaited text,
        summary text not null,
        roadmap_opinion text,
        content jsonb not null,
        recorded_at timestamptz not null,
        recorded_by uuid not null,
        effective_at timestamptz,
        record_id uuid,
        constraint decisions_pk primary key (id),
        constraint decisions_once unique (committee_id, product_id)
      );
      create index decisions_product_index on decisions (product_id, held_on);
      create table envelopes (
        id uuid not null,
        product_id uuid not null,
        decision_id uuid not null,
        opens_on date not null,
        closes_on date not null,
        total_cents bigint not null,
        amounts jsonb not null,
        constraint envelopes_pk primary key (id),
        constraint envelopes_decision_once unique (decision_id),
        constraint envelopes_decision foreign key (decision_id) references decisions (id)
      );
      create index envelopes_product_index on envelopes (product_id, closes_on);
      create table objectives (
        id uuid not null,
        product_id uuid not null,
        decision_id uuid not null,
        set_on date not null,
        position integer not null,
        text text not null,
        criterion_three_months text,
        criterion_six_months text not null,
        superseded_on date,
        constraint objectives_pk primary key (id),
        constraint objectives_decision foreign key (decision_id) references decisions (id)
      );
      create index objectives_product_index on objectives (product_id) where superseded_on is null;
      create index objectives_decision_index on objectives (decision_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
