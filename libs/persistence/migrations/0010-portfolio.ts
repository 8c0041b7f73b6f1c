import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Incubators, the organisations that sponsor, products and what the register told of their past. */
export class Portfolio implements MigrationInterface {
  readonly name = 'Portfolio0000000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table organisations (
        id uuid not null,
        register_id text,
        name text not null,
        acronym text,
        kind text,
        domain text,
        fingerprint text,
        constraint organisations_pk primary key (id),
        constraint organisations_register unique (register_id)
      );
      create table incubators (
        id uuid not null,
        register_id text,
        name text not null,
        owner_id uuid,
        website text,
        contact text,
        fingerprint text,
        constraint incubators_pk primary key (id),
        constraint incubators_register unique (register_id),
        constraint incubators_owner foreign key (owner_id) references organisations (id)
      );
      create table products (
        id uuid not null,
        register_id text,
        incubator_id uuid,
        name text not null,
        pitch text not null,
        contact text,
        links jsonb not null default '{}',
        topics jsonb not null default '[]',
        fingerprint text,
        created_at timestamptz not null,
        constraint products_pk primary key (id),
        constraint products_register unique (register_id),
        constraint products_incubator foreign key (incubator_id) references incubators (id)
      );
      create index products_incubator_index on products (incubator_id);
      create table product_sponsors (
        product_id uuid not null,
        organisation_id uuid not null,
        constraint product_sponsors_pk primary key (product_id, organisation_id),
        constraint product_sponsors_product foreign key (product_id) references products (id),
        constraint product_sponsors_organisation foreign key (organisation_id) references organisations (id)
      );
      create table product_history (
        id uuid not null,
        product_id uuid not null,
        position integer not null,
        kind text not null,
        name text not null,
        state text,
        starts_on date,
        ends_on date,
        comment text not null,
        constraint product_history_pk primary key (id),
        constraint product_history_product foreign key (product_id) references products (id)
      );
      create index product_history_product_index on product_history (product_id);
      create table import_oddities (
        id uuid not null,
        product_id uuid,
        register_id text not null,
        kind text not null,
        detail text not null,
        handled text not null,
        constraint import_oddities_pk primary key (id),
        constraint import_oddities_product foreign key (product_id) references products (id)
      );
      create index import_oddities_product_index on import_oddities (product_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
