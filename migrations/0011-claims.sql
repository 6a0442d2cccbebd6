-- Claims: numbers without gaps, deadlines as columns, each escalation once.
create table claim_counters (
  market_id uuid not null references markets,
  year int not null,
  last int not null,
  primary key (market_id, year)
);
create table claim_categories (
  id uuid primary key default uuidv7(),
  code text not null unique,
  name_ru text not null,
  name_en text not null,
  active boolean not null default true
);
create table claims (
  id uuid primary key default uuidv7(),
  number text not null unique,
  client_id uuid not null references clients,
  person_id uuid references persons,
  interaction_id uuid references interactions,
  market_id uuid not null references markets,
  handler_id uuid references users,
  category_id uuid not null references claim_categories,
  product_id uuid references products,
  severity text not null check (severity in ('low', 'normal', 'high', 'critical')),
  description text not null,
  state text not null check (state in ('received', 'acknowledged', 'investigated', 'answered', 'settled', 'disputed', 'rejected', 'withdrawn', 'closed')),
  answer text,
  opened_by uuid references users,
  opened_at timestamptz not null,
  -- The strictest running clock, computed on the market's calendar when opened.
  deadline_at timestamptz not null,
  deadline_basis jsonb not null,
  -- The next step of escalation and when it falls due; null once there is nothing to escalate.
  escalation_step int not null default 0,
  escalate_at timestamptz,
  answered_at timestamptz,
  closed_at timestamptz,
  version int not null default 1
);
create index claims_client on claims (client_id);
create index claims_handler on claims (handler_id, deadline_at);
create index claims_escalation on claims (escalate_at) where escalate_at is not null;
create index claims_open on claims (deadline_at) where closed_at is null;
create table claim_escalations (
  claim_id uuid not null references claims on delete cascade,
  step int not null,
  at timestamptz not null,
  notified jsonb not null default '[]',
  primary key (claim_id, step)
);
alter table tasks add constraint tasks_claim_fk foreign key (claim_id) references claims;
