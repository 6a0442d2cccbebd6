-- Messages over the house's numbers: who wrote what, and what became of it.
-- The messages of one address with one number of ours are one interaction for as long as they follow each other.
create table conversations (
  interaction_id uuid primary key references interactions on delete cascade,
  -- The client's, as the channel saw it, and the house's own.
  address text not null,
  number text not null,
  last_at timestamptz not null,
  open boolean not null default true
);
create unique index conversations_open on conversations (address, number) where open;
create index conversations_quiet on conversations (last_at) where open;

create table messages (
  -- Of one that goes out it is the writer's own: written twice it is one message.
  id uuid primary key default uuidv7(),
  interaction_id uuid not null references interactions on delete cascade,
  direction text not null check (direction in ('inbound', 'outbound')),
  state text not null check (state in ('received', 'queued', 'sent', 'delivered', 'undelivered', 'failed')),
  text text not null,
  attachments int not null default 0,
  author_id uuid references users,
  -- Its name at the provider; null until the provider has given one.
  provider text,
  provider_ref text,
  -- News of an earlier attempt counts for nothing.
  attempt int not null default 1,
  at timestamptz not null,
  changed_at timestamptz not null,
  -- Why it could not be handed over, and the provider's own number for that.
  fault text,
  fault_code text,
  check ((direction = 'inbound') = (state = 'received'))
);
create index messages_interaction on messages (interaction_id, at, id);
create unique index messages_ref on messages (provider, provider_ref) where provider_ref is not null;

alter table tasks drop constraint tasks_kind_check;
alter table tasks add constraint tasks_kind_check
  check (kind in ('callback', 'follow-up', 'missed', 'corrective', 'answer'));
alter table tasks drop constraint tasks_cause_check;
alter table tasks add constraint tasks_cause_check check (cause in (
  'gave-up', 'cut-off', 'client-lost', 'agent-lost', 'out-of-hours', 'nobody-here', 'queue-full', 'longest-wait', 'message'
));
-- One answer is owed at a time, however many messages ask for it.
create unique index tasks_answer on tasks (interaction_id) where kind = 'answer' and state in ('open', 'taken');

-- Words about messages are given and taken back for one phone, not for all that the client has.
alter table consents add column address text;
alter table consents drop constraint consents_purpose_check;
alter table consents add constraint consents_purpose_check
  check (purpose in ('processing', 'marketing', 'recording', 'transfer', 'calls', 'messages'));
alter table consents drop constraint consents_source_check;
alter table consents add constraint consents_source_check
  check (source in ('call', 'form', 'site', 'letter', 'contract', 'messenger', 'message'));
create index consents_address on consents (address, at desc) where address is not null;

-- Who may change a card may write to its client.
insert into role_grants (role_id, permission, scope)
select role_id, 'message.send', scope from role_grants where permission = 'client.edit'
on conflict do nothing;
