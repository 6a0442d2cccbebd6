-- How much working time a claim still took from a stage to its final answer: what the risk of a breach is reckoned by.
create table claim_stage_times (
  clock_id uuid not null references claim_clocks on delete cascade,
  claim_id uuid not null references claims on delete cascade,
  state text not null,
  category_id uuid not null references claim_categories,
  entered_at timestamptz not null,
  stopped_at timestamptz not null,
  left_ms bigint not null check (left_ms >= 0),
  primary key (clock_id, state, entered_at)
);
create index claim_stage_times_claim on claim_stage_times (claim_id);
create index claim_stage_times_stopped on claim_stage_times (stopped_at);

-- Of the last year, reckoned again by the worker. No category: of all together.
create table claim_stage_norms (
  state text not null,
  category_id uuid references claim_categories,
  p80_ms bigint not null,
  n int not null,
  unique nulls not distinct (state, category_id)
);
