-- Why a client waited: a row whenever the grounds on which nobody could be rung became others; kept 30 days.
-- No foreign key: it is written beside the rounds of routing, and must not wait for whoever holds an interaction.
create table routing_waits (
  id bigint generated always as identity primary key,
  interaction_id uuid not null,
  at timestamptz not null,
  -- The grounds in order, by which a change is known: 'away,no-capacity'. Empty: nobody who serves the queue is there.
  kinds text not null,
  -- How many agents of the queue were refused on each.
  grounds jsonb not null
);
create index routing_waits_interaction on routing_waits (interaction_id, id desc);
create index routing_waits_at on routing_waits (at);
