import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cases, their event log, their deadlines, and the outbox of effects owed. */
export class Engine implements MigrationInterface {
  readonly name = 'Engine0000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table cases (
        id uuid not null,
        process text not null,
        subject_id uuid not null,
        version integer not null,
        revision integer not null,
        state text not null,
        snapshot jsonb not null,
        closed boolean not null,
        head_hash text not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        constraint cases_pk primary key (id)
      );
      create index cases_process_state on cases (process, state);
      create index cases_subject on cases (subject_id);

      create table case_events (
        case_id uuid not null,
        revision integer not null,
        type text not null,
        payload jsonb not null,
        actor text not null,
        at timestamptz not null,
        state_before text not null,
        state_after text not null,
        idempotency_key text,
        cause_case_id uuid,
        cause_revision integer,
        previous_hash text not null,
        hash text not null,
        constraint case_events_pk primary key (case_id, revision),
        constraint case_events_case foreign key (case_id) references cases (id)
      );
      create unique index case_events_idempotency on case_events (case_id, idempotency_key);
      create index case_events_at on case_events (at);

      -- The log is what one can trust for years: nothing may rewrite it, not even by accident.
      create function refuse_rewriting() returns trigger language plpgsql as $$
      begin
        raise exception 'the event log is append-only' using errcode = 'insufficient_privilege';
      end $$;
      create trigger case_events_append_only before update or delete on case_events
        for each row execute function refuse_rewriting();
      create trigger case_events_keep_all before truncate on case_events
        for each statement execute function refuse_rewriting();

      create table deadlines (
        case_id uuid not null,
        key text not null,
        due_at timestamptz not null,
        next_at timestamptz not null,
        event jsonb not null,
        attempts integer not null default 0,
        last_error text,
        constraint deadlines_pk primary key (case_id, key),
        constraint deadlines_case foreign key (case_id) references cases (id)
      );
      create index deadlines_next on deadlines (next_at);

      create table outbox (
        id uuid not null,
        case_id uuid not null,
        revision integer not null,
        position integer not null,
        queue text not null,
        type text not null,
        params jsonb not null,
        created_at timestamptz not null,
        next_at timestamptz not null,
        published_at timestamptz,
        done_at timestamptz,
        attempts integer not null default 0,
        last_error text,
        constraint outbox_pk primary key (id),
        constraint outbox_order unique (case_id, revision, position),
        constraint outbox_case foreign key (case_id) references cases (id)
      );
      -- Costs follow what is owed, never what was done.
      create index outbox_owed on outbox (next_at) where done_at is null;

      create function tell_relay() returns trigger language plpgsql as $$
      begin
        notify outbox;
        return null;
      end $$;
      create trigger outbox_tell_relay after insert on outbox
        for each statement execute function tell_relay();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
