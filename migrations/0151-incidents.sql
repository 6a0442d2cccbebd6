-- Many claims of one cause, answered together: each keeps its own number, deadline and outcome.
create table incidents (
  id uuid primary key default uuidv7(),
  number int generated always as identity unique,
  -- Chosen by the screen, so that a repeated request opens one.
  request_id uuid unique,
  name text not null,
  cause text,
  opened_by uuid not null references users,
  opened_at timestamptz not null,
  version int not null default 1
);

-- A claim is part of one incident at most.
create table incident_claims (
  claim_id uuid primary key references claims on delete cascade,
  incident_id uuid not null references incidents on delete cascade,
  added_by uuid not null references users,
  added_at timestamptz not null
);
create index incident_claims_incident on incident_claims (incident_id);

-- Batches that leads were told of, once each: by the folded spelling.
create table batch_alarms (
  id uuid primary key default uuidv7(),
  batch text not null unique,
  claims int not null,
  raised_at timestamptz not null
);

-- Whoever leads claims gathers them.
insert into role_grants (role_id, permission, scope)
select distinct g.role_id, 'incident.lead', 'all' from role_grants g where g.permission = 'claim.approve' and g.scope = 'all'
on conflict do nothing;
