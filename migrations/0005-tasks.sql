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
  queue_id uuid,
  due_at timestamptz not null,
  -- A number the client was told, to name when they call again.
  number bigint generated always as identity (start with 1001) unique,
  result text,
  result_code text,
  created_by uuid references users,
  created_at timestamptz not null default now(),
  done_by uuid references users,
  done_at timestamptz,
  version int not null default 1,
  check (owner_id is not null or queue_id is not null)
);
create index tasks_owner on tasks (owner_id, due_at) where state in ('open', 'taken');
create index tasks_queue on tasks (queue_id, due_at) where state = 'open' and owner_id is null;
create index tasks_client on tasks (client_id);
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
