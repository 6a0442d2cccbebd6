-- What a client is given for a claim: proposed, approved within limits, taken back by a line of its own.
create table compensations (
  id uuid primary key default uuidv7(),
  -- Chosen by the screen, so that a repeated request proposes once.
  request_id uuid unique,
  claim_id uuid not null references claims,
  kind text not null check (kind in ('refund', 'price-reduction', 'replacement', 'repair-cost', 'other')),
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  reason text not null,
  state text not null check (state in ('proposed', 'approved', 'refused', 'withdrawn', 'voided')),
  proposed_by uuid not null references users,
  proposed_at timestamptz not null,
  -- Whoever approved, refused or took back the proposal.
  decided_by uuid references users,
  decided_at timestamptz,
  -- Approved at once, as the proposer's own limit reaches so far.
  own_limit boolean not null default false,
  refusal text,
  -- At the rate of the day of approval, for good.
  rate numeric,
  rate_on date,
  house_minor bigint,
  house_currency char(3),
  -- Whom the line of the record counts for; a reversal counts for the same.
  credited_id uuid references users,
  credited_department_id uuid references departments,
  voided_by uuid references users,
  voided_at timestamptz,
  void_reason text,
  version int not null default 1,
  check ((decided_at is not null) = (state <> 'proposed')),
  check ((voided_at is not null) = (state = 'voided')),
  check ((house_minor is not null) = (state in ('approved', 'voided'))),
  -- A second person, unless the proposer's own limit was enough.
  check (state not in ('approved', 'refused', 'voided') or own_limit or decided_by <> proposed_by)
);
create index compensations_claim on compensations (claim_id, id);
create index compensations_waiting on compensations (proposed_at, id) where state = 'proposed';

-- How much a role may approve on one claim, in the currency of the house at the time it was set.
create table compensation_limits (
  role_id uuid primary key references roles on delete cascade,
  limit_minor bigint not null check (limit_minor > 0),
  currency char(3) not null,
  set_by uuid references users,
  set_at timestamptz not null
);

-- What the house owes a client beside invoices: each line signed, none ever changed.
create table client_credits (
  id uuid primary key default uuidv7(),
  client_id uuid not null references clients,
  home_client_id uuid references clients,
  at timestamptz not null,
  amount_minor bigint not null check (amount_minor <> 0),
  currency char(3) not null,
  house_minor bigint not null,
  house_currency char(3) not null,
  ground text not null check (ground in ('compensation', 'compensation-voided')),
  source_id uuid not null,
  unique (source_id, ground)
);
create index client_credits_client on client_credits (client_id, at, id);
create index client_credits_home on client_credits (home_client_id) where home_client_id is not null;
create trigger client_credits_standing_card before insert or update of client_id on client_credits
  for each row execute function file_at_standing_card();

-- Whoever works claims may propose; whoever answers for service, or for everything, approves.
insert into role_grants (role_id, permission, scope)
select g.role_id, 'compensation.propose', g.scope from role_grants g where g.permission = 'claim.work'
on conflict do nothing;
insert into role_grants (role_id, permission, scope)
select r.id, 'compensation.approve', 'all' from roles r
 where r.code in ('administrator', 'head-after-sales', 'director')
on conflict do nothing;
insert into role_grants (role_id, permission, scope)
select distinct g.role_id, 'compensation.limit', 'all' from role_grants g where g.permission = 'role.manage'
on conflict do nothing;
