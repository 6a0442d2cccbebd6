-- What a provider of the telephone network needs beside calls and legs, in words that no provider owns.

-- The house's own numbers: which flow leads a caller of each, and which market they belong to.
create table phone_numbers (
  id uuid primary key default uuidv7(),
  number text not null unique,
  label text not null default '',
  flow_code text not null,
  market_id uuid references markets,
  language text not null default 'ru' check (language in ('ru', 'en')),
  version int not null default 1,
  updated_at timestamptz not null default now()
);

-- A party's line at the provider: a leg has several in a row when it is lost and comes back.
create table provider_lines (
  provider text not null,
  ref text not null,
  call_id uuid not null references calls on delete cascade,
  leg_id uuid not null references legs on delete cascade,
  state text not null default 'open' check (state in ('open', 'joined', 'gone')),
  -- What the provider was last told to do with it: lead through the flow, wait in the queue, talk in the room.
  place text check (place in ('flow', 'queue', 'room', 'over')),
  -- The turn of the flow that it was last given, and how often it was sent elsewhere: both fence what comes late.
  served_turn int not null default 0,
  hop int not null default 0,
  -- The provider waits for our answer until then: nobody sends the line elsewhere meanwhile.
  answering_until timestamptz,
  -- The provider's name of the room where the parties talk.
  room_ref text,
  -- As the provider was last told; null: not told since it joined.
  held boolean,
  muted boolean,
  opened_at timestamptz not null,
  primary key (provider, ref)
);
create index provider_lines_call on provider_lines (call_id);
create index provider_lines_leg on provider_lines (leg_id, opened_at desc);

-- What a provider told the hub over HTTP: whether it was signed, how long the answer took, what came of it.
create table provider_webhooks (
  id uuid primary key default uuidv7(),
  provider text not null,
  at timestamptz not null,
  path text not null,
  -- The same for every repeat of one request.
  token text,
  call_ref text,
  verdict text not null check (verdict in ('signed', 'unsigned', 'forged')),
  -- Which part of the address differs from the configured one, found by trying; null when signed.
  fault text,
  -- The address as the request itself tells it, without its query.
  seen_url text,
  outcome text not null default 'open' check (outcome in ('open', 'answered', 'repeat', 'refused', 'failed')),
  took_ms int,
  reply text
);
create unique index provider_webhooks_token on provider_webhooks (provider, token) where token is not null;
create index provider_webhooks_at on provider_webhooks (at);

-- Secrets that an administrator typed, encrypted with the hub's key; never shown again.
create table secrets (
  name text primary key,
  sealed text not null,
  set_at timestamptz not null,
  set_by uuid references users
);

-- A recording that comes from elsewhere: its name there, and until when it may still come.
alter table recordings add column provider_ref text;
alter table recordings add column expected_until timestamptz;

-- Whoever holds all of the house's administration holds this too.
insert into role_grants (role_id, permission, scope)
select distinct r.id, 'telephony.manage', 'all' from roles r
 where r.code = 'administrator'
    or exists (select 1 from role_grants g where g.role_id = r.id and g.permission = 'role.manage')
on conflict do nothing;
