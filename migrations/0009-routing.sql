-- Queues, who serves them, offers, and why each was made.
create table queues (
  id uuid primary key default uuidv7(),
  code text not null unique,
  name_ru text not null,
  name_en text not null,
  market_id uuid not null references markets,
  language text not null check (language in ('ru', 'en')),
  topic text not null,
  calendar_id uuid not null references calendars,
  priority int not null default 0,
  ageing_per_minute numeric not null default 1,
  pick text not null default 'longest-idle' check (pick in ('longest-idle', 'least-occupied')),
  preferred_for_ms int not null default 20000,
  offer_for_ms int not null default 20000,
  wrap_up_ms int not null default 60000,
  max_waiting int not null default 50,
  max_wait_ms int not null default 900000,
  -- Service level: answered within so many ms, as a share of those that count.
  service_ms int not null default 20000,
  service_target numeric not null default 0.8,
  -- Skill needs with rings; shape: shared/routing/decide.ts SkillNeed[].
  needs jsonb not null default '[]',
  script_ru text not null default '',
  script_en text not null default '',
  active boolean not null default true,
  version int not null default 1
);

create table queue_agents (
  queue_id uuid not null references queues on delete cascade,
  user_id uuid not null references users on delete cascade,
  primary key (queue_id, user_id)
);
create index queue_agents_user on queue_agents (user_id);

alter table interactions add constraint interactions_queue foreign key (queue_id) references queues;
alter table tasks add constraint tasks_queue_fk foreign key (queue_id) references queues;

create table offers (
  id uuid primary key default uuidv7(),
  interaction_id uuid not null references interactions on delete cascade,
  user_id uuid not null references users,
  queue_id uuid not null references queues,
  -- A consultation's offer holds the client out to nobody yet.
  purpose text not null default 'answer' check (purpose in ('answer', 'consult')),
  consult_id uuid,
  -- The agent's leg, negotiated while the offer rings, so that accept only opens it.
  leg_id uuid references legs,
  state text not null check (state in ('pending', 'accepted', 'declined', 'expired', 'withdrawn')),
  made_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  reason text,
  ring int not null default 0,
  why text not null
);
-- One holder (invariant 2): held by the table, not by hope.
create unique index offers_one_pending on offers (interaction_id) where state = 'pending';
create index offers_user_pending on offers (user_id) where state = 'pending';
create index offers_expiry on offers (expires_at) where state = 'pending';
create index offers_interaction on offers (interaction_id);

-- A colleague asked while the client is on hold; completed, it becomes a warm transfer.
create table consults (
  id uuid primary key default uuidv7(),
  interaction_id uuid not null references interactions on delete cascade,
  from_user_id uuid not null references users,
  to_user_id uuid references users,
  to_queue_id uuid references queues,
  -- Who answered.
  user_id uuid references users,
  state text not null check (state in ('ringing', 'talking', 'completed', 'cancelled', 'failed')),
  asked_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  end_reason text,
  check (to_user_id is not null or to_queue_id is not null)
);
create unique index consults_open on consults (interaction_id) where state in ('ringing', 'talking');
alter table offers add constraint offers_consult foreign key (consult_id) references consults;

-- Whom an interaction is not to be offered to again for a while.
create table offer_bars (
  interaction_id uuid not null references interactions on delete cascade,
  user_id uuid not null references users,
  until_at timestamptz not null,
  why text not null,
  primary key (interaction_id, user_id)
);

-- Each decision with its candidates, scores and refusals; kept 30 days.
create table routing_decisions (
  id uuid primary key default uuidv7(),
  at timestamptz not null,
  interaction_id uuid not null references interactions on delete cascade,
  chosen_id uuid references users,
  why text not null,
  candidates jsonb not null
);
create index routing_decisions_interaction on routing_decisions (interaction_id, at desc);
create index routing_decisions_at on routing_decisions (at);
