-- Who takes which claims, how many, and who stands in for whom.
create table claim_handler_terms (
  user_id uuid primary key references users,
  -- Empty: all of them.
  categories uuid[] not null default '{}',
  languages text[] not null default '{}' check (languages <@ array['ru', 'en']),
  -- Open claims at most; what is taken by hand may go beyond.
  most int not null default 50 check (most between 0 and 10000),
  -- When the hub last gave them one.
  last_at timestamptz
);

-- Whole days of the market's zone, both of them included.
create table claim_absences (
  id uuid primary key default uuidv7(),
  user_id uuid not null references users,
  from_on date not null,
  to_on date not null,
  -- Null: the others share what would have been theirs.
  substitute_id uuid references users,
  made_by uuid not null references users,
  made_at timestamptz not null,
  check (to_on >= from_on),
  check (substitute_id <> user_id)
);
create index claim_absences_days on claim_absences (to_on, from_on);

-- Claims of this market get their handler by themselves; else by hand.
alter table markets add column claims_assigned boolean not null default false;
create index claims_unassigned on claims (market_id, deadline_at, id) where handler_id is null and closed_at is null;
