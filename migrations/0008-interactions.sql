-- The contact itself, from first word to wrap-up.
create table dispositions (
  id uuid primary key default uuidv7(),
  code text not null unique,
  name_ru text not null,
  name_en text not null,
  position int not null default 0,
  active boolean not null default true
);

-- What a new hub begins with; an administrator's to change.
insert into dispositions (code, name_ru, name_en, position) values
  ('resolved', 'Вопрос решён', 'Resolved', 0),
  ('quote', 'Отправить предложение', 'Quotation to send', 1),
  ('call-back', 'Перезвонить', 'Call back', 2),
  ('claim', 'Принята претензия', 'Claim taken', 3),
  ('information', 'Справка', 'Information', 4),
  ('wrong-number', 'Ошибка номером', 'Wrong number', 5);

create table interactions (
  id uuid primary key default uuidv7(),
  channel text not null,
  direction text not null check (direction in ('inbound', 'outbound')),
  state text not null check (state in ('arrived', 'waiting', 'talking', 'wrap-up', 'closed')),
  -- How it ended; null while open.
  outcome text check (outcome in ('handled', 'abandoned', 'callback', 'cut-off', 'left-menu', 'refused')),
  call_id uuid references calls,
  client_id uuid references clients,
  person_id uuid references persons,
  market_id uuid references markets,
  -- The address the channel saw.
  address text,
  verified boolean not null default false,
  language text not null default 'ru' check (language in ('ru', 'en')),
  topic text,
  queue_id uuid,
  -- Set by rules or a supervisor, on top of the queue's own.
  priority int not null default 0,
  -- The agent it is held out to alone, after a transfer to a named one.
  only_agent_id uuid references users,
  agent_id uuid references users,
  arrived_at timestamptz not null,
  -- When it began to wait; a transfer or a lost offer keeps the old place.
  queued_at timestamptz,
  -- What the client was told on entering the queue, to measure the estimate's error.
  estimate_ms int,
  answered_at timestamptz,
  talk_ended_at timestamptz,
  wrap_up_until timestamptz,
  closed_at timestamptz,
  hold_ms bigint not null default 0,
  held_since timestamptz,
  disposition_id uuid references dispositions,
  version int not null default 1
);
create index interactions_client on interactions (client_id, arrived_at desc);
create index interactions_waiting on interactions (queue_id, queued_at) where state = 'waiting';
create index interactions_open on interactions (state) where state <> 'closed';
create index interactions_agent on interactions (agent_id, arrived_at desc);
create index interactions_arrived on interactions (arrived_at);
create unique index interactions_call on interactions (call_id) where call_id is not null;

alter table notes add constraint notes_interaction foreign key (interaction_id) references interactions;
alter table tasks add constraint tasks_interaction_fk foreign key (interaction_id) references interactions;
alter table recordings add constraint recordings_interaction_fk foreign key (interaction_id) references interactions;

-- What an agent types during the talk, saved as it is typed; it may begin before anyone knows whose call it is.
create table interaction_notes (
  interaction_id uuid not null references interactions on delete cascade,
  author_id uuid not null references users,
  text text not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (interaction_id, author_id)
);

-- Each stretch of one agent's talk in an interaction.
create table talks (
  id uuid primary key default uuidv7(),
  interaction_id uuid not null references interactions on delete cascade,
  user_id uuid not null references users,
  from_at timestamptz not null,
  to_at timestamptz,
  hold_ms bigint not null default 0,
  wrap_up_ms bigint,
  end_reason text
);
create index talks_user on talks (user_id, from_at);
create index talks_interaction on talks (interaction_id);
-- The talks that ended last: how long a queue's talks take is reckoned from them.
create index talks_ended on talks (to_at desc) where to_at is not null;
-- One responsible agent at a time (invariant 2).
create unique index talks_open on talks (interaction_id) where to_at is null;
