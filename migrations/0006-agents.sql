-- Presence an agent chose, what the system made of it, whether the desk is reachable, and what holds the agent busy.
create table skills (
  id uuid primary key default uuidv7(),
  code text not null unique,
  name_ru text not null,
  name_en text not null,
  active boolean not null default true,
  version int not null default 1
);

create table user_skills (
  user_id uuid not null references users on delete cascade,
  skill_id uuid not null references skills on delete cascade,
  level int not null check (level between 1 and 10),
  primary key (user_id, skill_id)
);

create table agents (
  user_id uuid primary key references users on delete cascade,
  -- Chosen by the agent or a supervisor; only they change it.
  chosen text not null default 'offline' check (chosen in ('available', 'away', 'offline')),
  reason text,
  chosen_at timestamptz not null default now(),
  -- To take effect when the present work ends ("next: break").
  next_chosen text check (next_chosen in ('available', 'away', 'offline')),
  next_reason text,
  -- Made by the hub: the presence stays as chosen, yet nothing is offered.
  held_by text check (held_by in ('no-answer', 'no-desk')),
  held_at timestamptz,
  -- The last proof of socket, microphone and sound, and the desk that gave it.
  desk_id uuid,
  desk_node text,
  desk_seen_at timestamptz,
  desk_ok boolean not null default false,
  desk_faults jsonb not null default '[]',
  unreachable_since timestamptz,
  capacity int not null default 1 check (capacity between 1 and 20),
  idle_since timestamptz not null default now(),
  version int not null default 1
);

-- Every presence ever held, for the agent's day and for occupancy.
create table presence_log (
  id uuid primary key default uuidv7(),
  user_id uuid not null references users on delete cascade,
  -- What was in force: available, away, offline, offered, talking, wrap-up.
  state text not null,
  reason text,
  from_at timestamptz not null,
  to_at timestamptz
);
create unique index presence_log_open on presence_log (user_id) where to_at is null;
create index presence_log_day on presence_log (user_id, from_at);

-- A busy state is a lease: it has an owner, an end and a fencing token, so nothing is stuck for ever.
create table busy_leases (
  id uuid primary key default uuidv7(),
  user_id uuid not null references users on delete cascade,
  kind text not null check (kind in ('offer', 'call', 'wrap-up')),
  -- The offer, or the interaction.
  subject_id uuid not null,
  weight int not null default 1,
  owner text not null,
  fence bigint generated always as identity,
  taken_at timestamptz not null,
  expires_at timestamptz not null,
  unique (kind, subject_id, user_id)
);
create index busy_leases_user on busy_leases (user_id);
create index busy_leases_expiry on busy_leases (expires_at);
