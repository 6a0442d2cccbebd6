-- The card: clients, persons, addresses, notes, and the timeline every room writes to.

-- What a text is searched by: lower case, ё as е, no accents, no punctuation. unaccent is only "stable" because its
-- dictionary may be edited; ours is not, so the wrapper may call itself immutable and stand in generated columns.
create function fold_text(value text) returns text language sql immutable strict parallel safe as $$
  select btrim(regexp_replace(
    lower(unaccent('unaccent'::regdictionary, translate(value, 'ёЁ', 'еЕ')) collate pg_c_utf8),
    '[^[:alnum:]]+', ' ', 'g'))
$$;

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
  search text not null generated always as (fold_text(name)) stored
);
create index clients_manager on clients (manager_id);
create index clients_market on clients (market_id);
create index clients_search on clients using gin (search gin_trgm_ops);
create index clients_tax_number on clients (tax_number) where tax_number is not null;

create table persons (
  id uuid primary key default uuidv7(),
  client_id uuid not null references clients on delete cascade,
  name text not null,
  position text,
  language text check (language in ('ru', 'en')),
  created_at timestamptz not null default now(),
  -- No longer there. The row stays: interactions, claims and deals name the person.
  left_at timestamptz,
  version int not null default 1,
  search text not null generated always as (fold_text(name)) stored
);
create index persons_client on persons (client_id);
create index persons_search on persons using gin (search gin_trgm_ops) where left_at is null;

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
create index addresses_person on addresses (person_id);
-- Fragments of a number are found anywhere in it.
create index addresses_digits on addresses using gin (value gin_trgm_ops);

create table notes (
  id uuid primary key default uuidv7(),
  client_id uuid not null references clients on delete cascade,
  interaction_id uuid,
  author_id uuid references users,
  text text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- Who wrote the present text: the author, or a colleague who took it over.
  edited_by uuid references users,
  -- When it was typed, by the clock of the screen: of two saves of one's own that overtake each other the later stays.
  typed_at timestamptz not null default now(),
  version int not null default 1
);
create index notes_client on notes (client_id);
create unique index notes_interaction_author on notes (interaction_id, author_id) where interaction_id is not null;

-- The text a colleague's edit replaced: nobody's words are lost.
create table note_versions (
  note_id uuid not null references notes on delete cascade,
  version int not null,
  text text not null,
  edited_by uuid references users,
  edited_at timestamptz not null,
  primary key (note_id, version)
);

-- One line a subject, newest first; written through the clients room's door in the writer's own transaction.
create table timeline (
  client_id uuid not null references clients on delete cascade,
  -- To the millisecond, as the hub tells time: a page's key must compare equal to the row it came from.
  at timestamptz(3) not null,
  kind text not null check (kind in ('interaction', 'claim', 'deal', 'note', 'task')),
  subject_id uuid not null,
  -- Whose it is, for those who may see only their own.
  owner_id uuid references users,
  -- What the line shows without opening its subject: codes and values, put into words by the screen.
  summary jsonb not null default '{}',
  primary key (kind, subject_id)
);
create index timeline_page on timeline (client_id, at desc, subject_id desc);
