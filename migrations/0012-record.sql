-- The sales record: append-only facts, fed from the log exactly once for each event and line.
create table record_lines (
  event_id bigint not null,
  line int not null,
  at timestamptz not null,
  kind text not null,
  subject_id uuid not null,
  -- How many the line counts as: 1, or -1 where it takes back an earlier one.
  tally smallint not null default 1,
  manager_id uuid,
  department_id uuid,
  client_id uuid,
  market_id uuid,
  country char(2),
  region text,
  industry text,
  source text,
  product_id uuid,
  product_group_id uuid,
  refusal_reason_id uuid,
  queue_id uuid,
  outcome text,
  quantity numeric,
  amount_minor bigint,
  currency char(3),
  -- The same amount in the house currency at the rate of its day.
  house_minor bigint,
  house_currency char(3),
  wait_ms bigint,
  talk_ms bigint,
  hold_ms bigint,
  wrap_up_ms bigint,
  facts jsonb not null default '{}',
  primary key (event_id, line)
);
create index record_lines_at on record_lines (at, event_id, line);
create index record_lines_manager on record_lines (manager_id, at);
create index record_lines_kind on record_lines (kind, at);

-- Events whose data could not be read: the feed goes on, and a person sees what is missing.
create table record_faults (
  event_id bigint primary key,
  kind text not null,
  reason text not null
);
insert into readers (name) values ('record');
