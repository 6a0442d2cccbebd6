-- What the house knows: answers by topic and product in both languages, found by words in any of their forms.
create table articles (
  id uuid primary key default uuidv7(),
  -- An article is written in one language at least; one that it is not written in has neither title nor text.
  title_ru text not null,
  text_ru text not null,
  title_en text not null,
  text_en text not null,
  -- What it is about: a kind of claims, a topic of contacts, or both.
  category_id uuid references claim_categories,
  topic text,
  -- Of one product, of a whole group, or of everything.
  product_id uuid references products,
  group_id uuid references product_groups,
  state text not null check (state in ('draft', 'published', 'withdrawn')),
  author_id uuid not null references users,
  made_at timestamptz not null,
  -- When somebody last looked whether it still holds.
  reviewed_by uuid references users,
  reviewed_at timestamptz,
  version int not null default 1,
  -- The configuration `russian` brings a Cyrillic word to its Russian stem and a Latin one to its English stem.
  search tsvector generated always as (
    setweight(to_tsvector('russian'::regconfig, title_ru || ' ' || title_en), 'A') ||
    setweight(to_tsvector('russian'::regconfig, text_ru || ' ' || text_en), 'B')
  ) stored,
  check ((title_ru = '') = (text_ru = '')),
  check ((title_en = '') = (text_en = '')),
  check (title_ru <> '' or title_en <> ''),
  check (category_id is not null or topic is not null),
  check (product_id is null or group_id is null),
  check ((reviewed_at is null) = (reviewed_by is null))
);
create index articles_search on articles using gin (search);
create index articles_category on articles (category_id) where category_id is not null;
create index articles_topic on articles (topic) where topic is not null;

-- On which claims an article helped: a claim once.
create table article_uses (
  article_id uuid not null references articles,
  claim_id uuid not null references claims on delete cascade,
  used_by uuid not null references users,
  used_at timestamptz not null,
  primary key (article_id, claim_id)
);
create index article_uses_claim on article_uses (claim_id);

-- Whoever serves clients reads; who leads writes.
insert into role_grants (role_id, permission, scope)
select distinct g.role_id, 'knowledge.read', 'all' from role_grants g
 where g.permission in ('claim.read', 'interaction.read')
on conflict do nothing;
insert into role_grants (role_id, permission, scope)
select distinct r.id, 'knowledge.write', 'all'
  from roles r
 where r.code in ('administrator', 'supervisor', 'head-after-sales')
    or exists (select 1 from role_grants g where g.role_id = r.id and g.permission = 'role.manage')
on conflict do nothing;
