-- The card in depth: addresses of all kinds, tags, consents.

alter table addresses drop constraint addresses_kind_check;
alter table addresses add constraint addresses_kind_check check (
  kind in ('phone', 'email', 'site', 'telegram', 'whatsapp', 'viber', 'vk', 'wechat')
);

-- Made on the fly: two spellings that fold alike are one tag.
create table tags (
  id uuid primary key default uuidv7(),
  name text not null,
  search text not null unique generated always as (fold_text(name)) stored,
  created_by uuid references users,
  created_at timestamptz not null default now()
);

create table client_tags (
  client_id uuid not null references clients on delete cascade,
  tag_id uuid not null references tags,
  added_by uuid references users,
  added_at timestamptz not null default now(),
  primary key (client_id, tag_id)
);
create index client_tags_tag on client_tags (tag_id);

-- Nothing here is ever changed: what was given is withdrawn by another row, and both can be shown.
create table consents (
  id uuid primary key default uuidv7(),
  client_id uuid not null references clients on delete cascade,
  -- Who gave it; null: the client itself.
  person_id uuid references persons on delete set null,
  purpose text not null check (purpose in ('processing', 'marketing', 'recording', 'transfer')),
  state text not null check (state in ('given', 'withdrawn')),
  source text not null check (source in ('call', 'form', 'site', 'letter', 'contract', 'messenger')),
  -- When it was given or withdrawn, as the paper or the person says; not when it was written down.
  at timestamptz not null,
  note text,
  recorded_by uuid references users,
  recorded_at timestamptz not null default now()
);
create index consents_client on consents (client_id, purpose, at desc);

-- A list of clients by name goes page by page.
create index clients_by_name on clients (search, id);
