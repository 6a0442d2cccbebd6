-- Fields that an administrator adds to clients, interactions, claims and deals. A field is archived, never removed, and
-- keeps its type: what was written under it stays what it is.
create table custom_fields (
  id uuid primary key default uuidv7(),
  thing text not null check (thing in ('client', 'interaction', 'claim', 'deal')),
  type text not null check (type in ('text', 'number', 'date', 'flag', 'choice', 'choices')),
  name_ru text not null,
  name_en text not null,
  hint_ru text not null default '',
  hint_en text not null default '',
  -- Of a number.
  unit_ru text not null default '',
  unit_en text not null default '',
  decimals smallint not null default 0 check (decimals between 0 and 6),
  -- Of a choice, in order: [{ id, nameRu, nameEn, archived }]. A value holds the id.
  options jsonb not null default '[]',
  required boolean not null default false,
  searchable boolean not null default false,
  -- Goes when a person asks to be forgotten.
  personal boolean not null default false,
  position int not null,
  archived boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null default now()
);
create index custom_fields_thing on custom_fields (thing, position);

-- Values by the id of their field, as shared/organisation/custom-value.ts keeps them; what is not given has no key.
alter table clients add column custom jsonb not null default '{}';
alter table interactions add column custom jsonb not null default '{}';
alter table claims add column custom jsonb not null default '{}';
alter table deals add column custom jsonb not null default '{}';
create index clients_custom on clients using gin (custom jsonb_path_ops) where custom <> '{}';
create index interactions_custom on interactions using gin (custom jsonb_path_ops) where custom <> '{}';
create index claims_custom on claims using gin (custom jsonb_path_ops) where custom <> '{}';
create index deals_custom on deals using gin (custom jsonb_path_ops) where custom <> '{}';

-- All texts among the values, as they are searched. Which fields are searched is asked at each search: the mark on a field
-- holds at once, and no card is written anew for it. Ids of options are no texts.
create function custom_text(given jsonb) returns text language sql immutable strict parallel safe as $$
  select coalesce(string_agg(fold_text(value), '  '), '')
    from jsonb_each_text(given)
   where jsonb_typeof(given -> key) = 'string' and value !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
$$;
alter table clients add column custom_search text not null generated always as (custom_text(custom)) stored;
create index clients_custom_search on clients using gin (custom_search gin_trgm_ops) where custom_search <> '';
