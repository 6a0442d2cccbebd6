-- The card: clients, persons, addresses, notes, and the timeline every room writes to.
create table clients (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('company', 'person')),
  name text not null,
  -- Made from an unknown number during a call, not yet filled in by a person.
  provisional boolean not null default false,
  market_id uuid not null references markets,
  country char(2),
  region text,
  industry text,
  source text,
  tax_number text,
  language text not null default 'ru' check (language in ('ru', 'en')),
  manager_id uuid references users,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  -- Folded for search: lower case, ё as е, no accents.
  search text not null default ''
);
create index clients_manager on clients (manager_id);
create index clients_market on clients (market_id);
create index clients_search on clients using gin (search gin_trgm_ops);

create table persons (
  id uuid primary key default uuidv7(),
  client_id uuid not null references clients on delete cascade,
  name text not null,
  position text,
  language text check (language in ('ru', 'en')),
  search text not null default '',
  created_at timestamptz not null default now()
);
create index persons_client on persons (client_id);
create index persons_search on persons using gin (search gin_trgm_ops);

create table addresses (
  id uuid primary key default uuidv7(),
  client_id uuid not null references clients on delete cascade,
  person_id uuid references persons on delete set null,
  kind text not null check (kind in ('phone', 'email')),
  -- E.164 for a phone, lower case for an e-mail.
  value text not null,
  label text,
  created_at timestamptz not null default now(),
  unique (client_id, kind, value)
);
create index addresses_value on addresses (kind, value);
create index addresses_digits on addresses using gin (value gin_trgm_ops);

create table notes (
  id uuid primary key default uuidv7(),
  client_id uuid not null references clients on delete cascade,
  interaction_id uuid,
  author_id uuid references users,
  text text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1
);
create index notes_client on notes (client_id);
create unique index notes_interaction_author on notes (interaction_id, author_id) where interaction_id is not null;

-- One line a subject, newest first; written through the clients room's door in the writer's own transaction.
create table timeline (
  client_id uuid not null references clients on delete cascade,
  at timestamptz not null,
  kind text not null check (kind in ('interaction', 'claim', 'deal', 'note', 'task')),
  subject_id uuid not null,
  -- What the line shows without opening its subject: codes and values, put into words by the screen.
  summary jsonb not null default '{}',
  primary key (kind, subject_id)
);
create index timeline_page on timeline (client_id, at desc, subject_id desc);
