-- Products, deals and why they are lost.
create table product_groups (
  id uuid primary key default uuidv7(),
  code text not null unique,
  name_ru text not null,
  name_en text not null
);
create table products (
  id uuid primary key default uuidv7(),
  group_id uuid not null references product_groups,
  code text not null unique,
  name_ru text not null,
  name_en text not null,
  unit text not null default 't',
  active boolean not null default true
);
create table refusal_reasons (
  id uuid primary key default uuidv7(),
  parent_id uuid references refusal_reasons,
  code text not null unique,
  name_ru text not null,
  name_en text not null,
  archived boolean not null default false
);
create table currency_rates (
  currency char(3) not null,
  on_date date not null,
  -- House currency units for one unit of this one.
  rate numeric not null check (rate > 0),
  primary key (currency, on_date)
);
create table deals (
  id uuid primary key default uuidv7(),
  number bigint generated always as identity (start with 1001) unique,
  client_id uuid not null references clients,
  person_id uuid references persons,
  interaction_id uuid references interactions,
  manager_id uuid not null references users,
  market_id uuid not null references markets,
  state text not null check (state in ('lead', 'qualified', 'quoted', 'negotiating', 'won', 'lost')),
  product_id uuid references products,
  quantity numeric,
  amount_minor bigint not null default 0 check (amount_minor >= 0),
  currency char(3) not null,
  refusal_reason_id uuid references refusal_reasons,
  comment text,
  expected_on date,
  opened_at timestamptz not null,
  stage_at timestamptz not null,
  closed_at timestamptz,
  version int not null default 1,
  check (state <> 'lost' or refusal_reason_id is not null)
);
create index deals_client on deals (client_id);
create index deals_manager on deals (manager_id, state);
