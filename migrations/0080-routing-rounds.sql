-- What a round of routing went by, kept whole and small: every candidate of each of its decisions is worked out from it
-- when somebody asks. Read whole and never looked into, so json and not jsonb; no foreign keys, for the parts are
-- forgotten apart, the rounds before the rosters.

-- Who was signed in, with queues and skills: one row serves all rounds of a day until something of it changes.
create table routing_rosters (
  id uuid primary key default uuidv7(),
  at timestamptz not null,
  agents json not null
);
create index routing_rosters_at on routing_rosters (at);

create table routing_rounds (
  id uuid primary key default uuidv7(),
  at timestamptz not null,
  roster_id uuid not null,
  -- Of each agent, in the order of the roster, what changes from moment to moment.
  moments json not null,
  queues json not null,
  -- Whom the round gave offers to, in the order of its decisions: places in the roster.
  given json not null
);
create index routing_rounds_at on routing_rounds (at);

-- Decisions of before keep their candidates; those of now have a round, their turn in it, and what the interaction wanted.
alter table routing_decisions
  alter column candidates drop not null,
  add column round_id uuid,
  add column turn integer,
  add column wanted json,
  add constraint routing_decisions_explained check (candidates is not null or (round_id is not null and turn is not null and wanted is not null));
alter table routing_waits
  add column round_id uuid,
  add column wanted json;
