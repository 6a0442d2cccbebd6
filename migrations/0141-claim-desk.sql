-- The handlers' desk: found by words in either language, in the order of the clocks, by tags, with notes and saved views.

-- The configuration `russian` brings a Cyrillic word to its Russian stem and a Latin one to its English stem.
alter table claims add column search tsvector generated always as (
  setweight(to_tsvector('russian'::regconfig, description), 'A') ||
  setweight(to_tsvector('russian'::regconfig, coalesce(findings, '')), 'B') ||
  setweight(to_tsvector('russian'::regconfig, coalesce(answer, '') || ' ' || coalesce(grounds, '')), 'C')
) stored;
create index claims_search on claims using gin (search);

-- The desk reads open claims in three orders, all of them or one market's.
create index claims_open_desk on claims (desk_rank, deadline_at, id) where closed_at is null;
create index claims_market_desk on claims (market_id, desk_rank, deadline_at, id) where closed_at is null;
create index claims_opened on claims (opened_at, id);
create index claims_product on claims (product_id) where product_id is not null;
create index claims_category on claims (category_id);

create table claim_tags (
  claim_id uuid not null references claims on delete cascade,
  tag_id uuid not null references tags,
  added_by uuid references users,
  added_at timestamptz not null,
  primary key (claim_id, tag_id)
);
create index claim_tags_tag on claim_tags (tag_id);

-- Of those who work the claim, for each other: the client never sees them.
create table claim_notes (
  id uuid primary key default uuidv7(),
  claim_id uuid not null references claims on delete cascade,
  author_id uuid not null references users,
  text text not null,
  at timestamptz not null
);
create index claim_notes_claim on claim_notes (claim_id, at);

create table claim_views (
  id uuid primary key default uuidv7(),
  owner_id uuid not null references users,
  name text not null,
  -- Everybody's who sees claims; only a lead shares.
  shared boolean not null default false,
  -- Shape: shared/claims/list/claim-view.contract.ts
  filter jsonb not null,
  sort text not null check (sort in ('deadline', 'newest', 'oldest')),
  columns jsonb not null,
  version int not null default 1,
  made_at timestamptz not null
);
create unique index claim_views_name on claim_views (owner_id, name);
create index claim_views_shared on claim_views (name) where shared;

-- Leading claims: shared views, who takes which claims, who stands in for whom.
insert into role_grants (role_id, permission, scope)
select distinct r.id, 'claim.lead', 'all'
  from roles r
 where r.code in ('administrator', 'supervisor', 'head-after-sales')
    or exists (select 1 from role_grants g where g.role_id = r.id and g.permission = 'role.manage')
on conflict do nothing;
