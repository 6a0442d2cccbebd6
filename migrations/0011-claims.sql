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
  position int not null default 0,
  active boolean not null default true
);
insert into claim_categories (code, name_ru, name_en, position) values
  ('quality', 'Качество', 'Quality', 10),
  ('quantity', 'Количество и недостача', 'Quantity and shortage', 20),
  ('delivery', 'Сроки и доставка', 'Delivery', 30),
  ('documents', 'Документы', 'Documents', 40),
  ('payment', 'Счета и оплата', 'Invoices and payment', 50),
  ('service', 'Обслуживание', 'Service', 60),
  ('other', 'Другое', 'Other', 90);

-- How long each severity may take and who is told when. The newest version applies; a claim keeps the one it began under.
create table claim_policies (
  version int primary key check (version > 0),
  -- Shape: shared/claims/deadline-policy.ts
  rules jsonb not null,
  created_at timestamptz not null,
  created_by uuid references users
);

create table claims (
  id uuid primary key default uuidv7(),
  number text not null unique,
  -- Chosen by the screen, so that a repeated request opens one claim.
  request_id uuid unique,
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
  findings text,
  answer text,
  -- Of the last rejection, dispute, withdrawal or reopening.
  grounds text,
  opened_by uuid references users,
  opened_at timestamptz not null,
  -- Of the clock that runs, else of the last one that ran; the clocks themselves stand in claim_clocks.
  deadline_at timestamptz not null,
  clock_stopped_at timestamptz,
  -- Claims whose clock runs stand before the others on the desk.
  desk_rank smallint not null generated always as (case when clock_stopped_at is null then 0 else 1 end) stored,
  answered_at timestamptz,
  closed_at timestamptz,
  version int not null default 1,
  check ((closed_at is not null) = (state = 'closed'))
);
create index claims_client on claims (client_id);
create index claims_interaction on claims (interaction_id);
create index claims_handler on claims (handler_id, desk_rank, deadline_at, id);
create index claims_desk on claims (desk_rank, deadline_at, id);
create index claims_number on claims using gin (number gin_trgm_ops);

-- Each stretch in which an answer was owed. What it was computed from stays with it.
create table claim_clocks (
  id uuid primary key default uuidv7(),
  claim_id uuid not null references claims on delete cascade,
  kind text not null check (kind in ('answer')),
  started_at timestamptz not null,
  deadline_at timestamptz not null,
  -- Policy version, severity, amount and unit, calendar and zone.
  deadline_basis jsonb not null,
  -- [{ at: epoch ms, tell: [...] }], in order.
  steps jsonb not null,
  next_step int not null default 0,
  -- When the next step falls due; null once there is nothing to escalate.
  escalate_at timestamptz,
  stopped_at timestamptz,
  stopped_by text,
  check (stopped_at is null or escalate_at is null)
);
create index claim_clocks_claim on claim_clocks (claim_id);
-- An open claim owes one answer at a time.
create unique index claim_clocks_running on claim_clocks (claim_id, kind) where stopped_at is null;
create index claim_clocks_due on claim_clocks (escalate_at) where escalate_at is not null;

create table claim_escalations (
  clock_id uuid not null references claim_clocks on delete cascade,
  step int not null,
  claim_id uuid not null references claims on delete cascade,
  -- When the step fell due, and when it was carried out: apart when the workers were down.
  due_at timestamptz not null,
  at timestamptz not null,
  notified jsonb not null default '[]',
  primary key (clock_id, step)
);
create index claim_escalations_claim on claim_escalations (claim_id);
alter table tasks add constraint tasks_claim_fk foreign key (claim_id) references claims;
