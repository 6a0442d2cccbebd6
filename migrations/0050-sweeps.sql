-- What became of each sweep: the workers add to it every few seconds, an administrator and the figures read it.
create table sweeps (
  name text primary key,
  every_ms int not null,
  runs bigint not null default 0,
  failures bigint not null default 0,
  busy_ms bigint not null default 0,
  last_began_at timestamptz,
  last_ms int,
  last_failed_at timestamptz,
  -- Without anything of a person in it.
  last_error text
);
