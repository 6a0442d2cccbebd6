-- What was promised by a time, and what the hub tells a user.
create table tasks (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('callback', 'follow-up', 'missed', 'corrective')),
  state text not null default 'open' check (state in ('open', 'taken', 'done', 'cancelled')),
  title text not null default '',
  client_id uuid references clients,
  interaction_id uuid,
  claim_id uuid,
  -- The number to call, when the task is a call and there is no client yet.
  address text,
  language text check (language in ('ru', 'en')),
  owner_id uuid references users,
  -- The queue it came from stays named while an agent has it, so that it can be given back.
  queue_id uuid,
  -- To the millisecond: pages of tasks are keyed by it.
  due_at timestamptz(3) not null,
  -- A number the client was told, to name when they call again.
  number bigint generated always as identity (start with 1001) unique,
  result text,
  result_code text,
  created_by uuid references users,
  created_at timestamptz not null default now(),
  taken_at timestamptz,
  done_by uuid references users,
  done_at timestamptz,
  -- When the sweep found it overdue and told the owner; again empty once it is due anew.
  overdue_at timestamptz,
  -- When the supervisors were told that nobody has taken it.
  escalated_at timestamptz,
  version int not null default 1,
  check (owner_id is not null or queue_id is not null),
  check (state <> 'taken' or owner_id is not null),
  check (state not in ('done', 'cancelled') or done_at is not null)
);
create index tasks_owner on tasks (owner_id, due_at) where state in ('open', 'taken');
create index tasks_done on tasks (owner_id, done_at) where state = 'done';
create index tasks_queue on tasks (queue_id, due_at) where state = 'open' and owner_id is null;
create index tasks_client on tasks (client_id);
create index tasks_overdue on tasks (due_at) where state in ('open', 'taken') and overdue_at is null;
create index tasks_unclaimed on tasks (due_at) where state = 'open' and owner_id is null and escalated_at is null;
-- One promise an interaction and kind: asked for twice, it is the same task.
create unique index tasks_interaction on tasks (interaction_id, kind) where interaction_id is not null and kind in ('callback', 'missed');

create table notices (
  id uuid primary key default uuidv7(),
  user_id uuid not null references users on delete cascade,
  kind text not null,
  -- Codes and values for the words; `link` is a path of the screens.
  data jsonb not null default '{}',
  -- The same thing is told once.
  key text not null,
  created_at timestamptz not null default now(),
  read_at timestamptz,
  unique (user_id, key)
);
create index notices_unread on notices (user_id, id desc) where read_at is null;
create index notices_recent on notices (user_id, id desc);
