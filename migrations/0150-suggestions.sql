-- What clients wish our products were: from the first word to a decision that the author hears of.
create table suggestions (
  id uuid primary key default uuidv7(),
  number int generated always as identity unique,
  -- Chosen by the screen, so that a repeated request writes down one.
  request_id uuid unique,
  title text not null,
  description text not null,
  product_id uuid references products,
  state text not null check (state in ('received', 'reviewed', 'accepted', 'declined', 'released', 'merged')),
  -- Why it was declined.
  reason text,
  -- The one that it became a part of: never one that is itself merged.
  into_id uuid references suggestions,
  opened_by uuid not null references users,
  opened_at timestamptz not null,
  state_by uuid references users,
  state_at timestamptz not null,
  version int not null default 1,
  check ((into_id is not null) = (state = 'merged')),
  check ((reason is not null) = (state = 'declined'))
);
create index suggestions_into on suggestions (into_id) where into_id is not null;
create index suggestions_product on suggestions (product_id) where product_id is not null;

-- Who wishes it: a client once. The author is who said it first.
create table suggestion_votes (
  id uuid primary key default uuidv7(),
  suggestion_id uuid not null references suggestions on delete cascade,
  client_id uuid not null references clients,
  home_client_id uuid references clients,
  interaction_id uuid references interactions,
  author boolean not null default false,
  noted_by uuid not null references users,
  said_at timestamptz not null,
  -- The task to tell the author what was decided.
  task_id uuid references tasks
);
-- Of two cards that were made one, each has kept its own.
create unique index suggestion_votes_once on suggestion_votes (suggestion_id, coalesce(home_client_id, client_id));
create unique index suggestion_votes_author on suggestion_votes (suggestion_id) where author;
create index suggestion_votes_client on suggestion_votes (client_id);
create index suggestion_votes_home on suggestion_votes (home_client_id) where home_client_id is not null;
create index suggestion_votes_interaction on suggestion_votes (interaction_id) where interaction_id is not null;
create trigger suggestion_votes_standing_card before insert or update of client_id on suggestion_votes
  for each row execute function file_at_standing_card();

alter table timeline drop constraint timeline_kind_check;
alter table timeline add constraint timeline_kind_check
  check (kind in ('interaction', 'claim', 'deal', 'note', 'task', 'suggestion'));

-- Whoever hears of claims hears of wishes, and whoever reads of claims reads of them; heads decide.
insert into role_grants (role_id, permission, scope)
select distinct g.role_id, 'suggestion.read', 'all' from role_grants g where g.permission = 'claim.read'
on conflict do nothing;
insert into role_grants (role_id, permission, scope)
select distinct g.role_id, 'suggestion.note', 'all' from role_grants g where g.permission = 'claim.open'
on conflict do nothing;
insert into role_grants (role_id, permission, scope)
select r.id, p.name, 'all'
  from roles r cross join (values ('suggestion.note'), ('suggestion.decide')) as p (name)
 where r.code in ('administrator', 'head-after-sales', 'head-marketing')
on conflict do nothing;
