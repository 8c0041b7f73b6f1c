import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, the roles they hold, and how they come in: by a link in a mail, for a while. */
export class Identity implements MigrationInterface {
  readonly name = 'Identity0000000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table people (
        id uuid not null,
        name text not null,
        email text not null,
        title text,
        created_at timestamptz not null,
        constraint people_pk primary key (id),
        constraint people_email unique (email)
      );
      create table roles (
        id uuid not null,
        person_id uuid not null,
        role text not null,
        incubator_id uuid,
        product_id uuid,
        constraint roles_pk primary key (id),
        constraint roles_scope check ((incubator_id is null) <> (product_id is null)),
        constraint roles_person foreign key (person_id) references people (id)
      );
      create unique index roles_once on roles (person_id, role, incubator_id, product_id) nulls not distinct;
      create index roles_incubator_index on roles (incubator_id);
      create index roles_product_index on roles (product_id);
      create table login_links (
        id uuid not null,
        person_id uuid not null,
        secret_hash text not null,
        code_hash text not null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        used_at timestamptz,
        wrong_codes integer not null default 0,
        constraint login_links_pk primary key (id),
        constraint login_links_secret unique (secret_hash),
        constraint login_links_person foreign key (person_id) references people (id)
      );
      create table sessions (
        id uuid not null,
        person_id uuid not null,
        secret_hash text not null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        constraint sessions_pk primary key (id),
        constraint sessions_secret unique (secret_hash),
        constraint sessions_person foreign key (person_id) references people (id)
      );
      -- Counted here rather than in memory: a limit holds over every api process.
      create table rate_limits (
        key varchar(255) not null,
        points integer not null default 0,
        expire bigint,
        constraint rate_limits_pk primary key (key)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
