-- Texts that are written often: put into a message, a note or an answer by a short code. Whoever serves clients has their
-- own; who prepares shared ones gives them to all.
create table snippets (
  id uuid primary key default uuidv7(),
  -- Null: everybody's.
  owner_id uuid references users,
  -- Typed after a slash.
  code text not null check (code = lower(code) and code <> ''),
  name text not null,
  -- In one language at least.
  text_ru text not null,
  text_en text not null,
  active boolean not null default true,
  made_at timestamptz not null,
  version int not null default 1,
  check (text_ru <> '' or text_en <> '')
);
-- One's own goes before a shared one of the same code.
create unique index snippets_shared_code on snippets (code) where owner_id is null;
create unique index snippets_own_code on snippets (owner_id, code) where owner_id is not null;

insert into role_grants (role_id, permission, scope)
select distinct r.id, 'macro.share', 'all'
  from roles r
 where r.code in ('administrator', 'supervisor', 'head-after-sales')
    or exists (select 1 from role_grants g where g.role_id = r.id and g.permission = 'role.manage')
on conflict do nothing;
