import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Plans of half-years, their sittings until these are committees, and when people are away. */
export class Planning implements MigrationInterface {
  readonly name = 'Planning0000000000130';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table half_year_plans (
        id uuid not null,
        revision integer not null,
        incubator_ids uuid[] not null,
        parameters jsonb not null,
        removed_product_ids uuid[] not null,
        report jsonb not null,
        place text,
        video_url text,
        created_at timestamptz not null,
        created_by uuid not null,
        updated_at timestamptz not null,
        confirmed_by uuid,
        confirmed_at timestamptz,
        abandoned_at timestamptz,
        constraint half_year_plans_pk primary key (id)
      );
      create index half_year_plans_updated_index on half_year_plans (updated_at);
      create table plan_sittings (
        id uuid not null,
        plan_id uuid not null,
        incubator_id uuid not null,
        held_on date not null,
        starts_at text not null,
        minutes integer not null,
        product_ids uuid[] not null,
        pin text,
        committee_id uuid,
        refusal text,
        constraint plan_sittings_pk primary key (id),
        constraint plan_sittings_plan foreign key (plan_id) references half_year_plans (id)
      );
      create index plan_sittings_plan_index on plan_sittings (plan_id);
      create table unavailabilities (
        id uuid not null,
        person_id uuid not null,
        from_on date not null,
        to_on date not null,
        reason text,
        created_at timestamptz not null,
        created_by uuid not null,
        constraint unavailabilities_pk primary key (id)
      );
      create index unavailabilities_person_index on unavailabilities (person_id, to_on);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
