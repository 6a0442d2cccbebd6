-- What callers are told in the house's own words: phrases beside those the hub brings, and sounds in place of its own.
create table own_prompts (
  -- As a flow names it.
  id text primary key check (id ~ '^own-[a-z0-9-]{1,50}$'),
  -- As the log names it.
  row_id uuid not null unique default uuidv7(),
  name_ru text not null,
  name_en text not null,
  active boolean not null default true,
  version int not null default 1
);

-- Every sound there was of a prompt in a language; the last is spoken. 16 kHz mono µ-law: a minute is a megabyte.
create table prompt_sounds (
  id uuid primary key default uuidv7(),
  prompt text not null,
  language text not null check (language in ('ru', 'en')),
  version int not null check (version > 0),
  origin text not null check (origin in ('hub', 'uploaded', 'synthesised')),
  -- Null: the hub's own is spoken again.
  sound bytea check ((sound is null) = (origin = 'hub')),
  text text not null,
  file_name text,
  duration_ms int not null,
  -- Of what was sent, before it was brought to the house's level; dB of full scale.
  level_db real,
  -- The version that this one brought back; 0 is the hub's own.
  restores int,
  made_at timestamptz not null,
  made_by uuid references users,
  unique (prompt, language, version)
);
