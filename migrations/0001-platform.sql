-- The log of events, the outbox, and where each reader of the log stands.
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gist;

create table events (
  id bigint generated always as identity primary key,
  tx xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  kind text not null,
  subject_kind text not null,
  subject_id uuid not null,
  actor_id uuid,
  data jsonb not null
);
-- Readers follow (tx, id); cards and audits look up a subject.
create index events_order on events (tx, id);
create index events_subject on events (subject_id, id);
create index events_kind on events (kind, id);

create function notify_events() returns trigger language plpgsql as $$
begin
  perform pg_notify('events', '');
  return null;
end $$;
create trigger events_notify after insert on events for each statement execute function notify_events();

-- Position of each durable reader (the feed of the sales record, for one).
create table readers (
  name text primary key,
  tx xid8 not null default '0',
  id bigint not null default 0,
  moved_at timestamptz not null default now()
);

-- What is to leave the hub: a row first, then carried out (invariant 5).
create table outbox (
  id uuid primary key default uuidv7(),
  kind text not null,
  -- The same effect asked for twice is one row.
  key text not null unique,
  payload jsonb not null,
  state text not null default 'pending' check (state in ('pending', 'done', 'dead')),
  attempts int not null default 0,
  next_at timestamptz not null default now(),
  last_error text,
  result jsonb,
  created_at timestamptz not null default now(),
  done_at timestamptz
);
create index outbox_due on outbox (kind, next_at) where state = 'pending';
create index outbox_dead on outbox (created_at) where state = 'dead';
