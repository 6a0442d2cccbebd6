-- A queue's tasks are handed to its free agents so long before they are due, ms; null: they are taken by hand alone.
alter table queues add column hand_out_ms int default 900000 check (hand_out_ms between 0 and 86400000);
-- When the hub gave it to its owner; empty when a person did.
alter table tasks add column handed_at timestamptz;
create index tasks_handed on tasks (owner_id) where handed_at is not null and state in ('open', 'taken');
-- Who gave a queue's task back: it is not handed to them again so soon.
create table task_passes (
  task_id uuid not null references tasks on delete cascade,
  user_id uuid not null references users on delete cascade,
  at timestamptz not null,
  primary key (task_id, user_id)
);
