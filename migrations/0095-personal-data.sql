-- Personal data: what was handed out to whom it is of, what was erased and on what ground, what the law holds.
alter table clients add column erased_at timestamptz;
alter table persons add column erased_at timestamptz;

alter table recordings drop constraint recordings_state_check;
alter table recordings add constraint recordings_state_check
  check (state in ('recording', 'paused', 'done', 'cut-off', 'failed', 'lost', 'erased'));
-- When the file of an erased one was taken from the disk.
alter table recordings add column removed_at timestamptz;
create index recordings_to_remove on recordings (id) where state = 'erased' and removed_at is null;

-- While one stands, nothing of the client is erased or forgotten.
create table client_holds (
  id uuid primary key default uuidv7(),
  client_id uuid not null references clients on delete cascade,
  home_client_id uuid references clients,
  reason text not null,
  put_by uuid references users,
  put_at timestamptz not null,
  lifted_by uuid references users,
  lifted_at timestamptz,
  lift_reason text,
  check ((lifted_at is null) = (lift_reason is null))
);
create index client_holds_client on client_holds (client_id, id);
create index client_holds_standing on client_holds (client_id) where lifted_at is null;

create table client_erasures (
  id uuid primary key default uuidv7(),
  -- By which the erased are told apart.
  number bigint generated always as identity unique,
  client_id uuid not null references clients on delete cascade,
  home_client_id uuid references clients,
  -- A contact person alone; null: the client whole.
  person_id uuid references persons,
  ground text not null check (ground in ('request', 'withdrawn', 'retention')),
  -- erasing: carried on in batches by whoever finds it.
  state text not null check (state in ('erasing', 'done')),
  asked_by uuid references users,
  asked_at timestamptz not null,
  done_at timestamptz,
  check ((state = 'done') = (done_at is not null))
);
create unique index client_erasures_client on client_erasures (client_id) where person_id is null;
create unique index client_erasures_person on client_erasures (person_id) where person_id is not null;
create index client_erasures_going on client_erasures (id) where state = 'erasing';

-- A client's data as a file; the file is gone after some days, that it was made stays.
create table client_disclosures (
  id uuid primary key default uuidv7(),
  client_id uuid not null references clients on delete cascade,
  home_client_id uuid references clients,
  state text not null check (state in ('asked', 'ready', 'failed', 'gone')),
  asked_by uuid references users,
  asked_at timestamptz not null,
  ready_at timestamptz,
  expires_at timestamptz,
  bytes bigint
);
create index client_disclosures_client on client_disclosures (client_id, id);
create index client_disclosures_asked on client_disclosures (id) where state = 'asked';
create index client_disclosures_ready on client_disclosures (expires_at) where state = 'ready';

do $$
declare holder text;
begin
  foreach holder in array array['client_holds', 'client_erasures', 'client_disclosures'] loop
    execute format('create trigger %I before insert or update of client_id on %I
      for each row execute function file_at_standing_card()', holder || '_standing_card', holder);
    execute format('create index %I on %I (home_client_id) where home_client_id is not null',
      holder || '_home', holder);
  end loop;
end $$;

-- What is erased is found by whose it is, not by reading whole tables (shared/privacy/identity-places.ts).
create index interactions_unknown on interactions (address) where client_id is null;
create index tasks_of_interaction on tasks (interaction_id) where interaction_id is not null;
create index tasks_unknown on tasks (address) where client_id is null and address is not null;
create index outbox_call on outbox ((payload ->> 'callId'));
create index outbox_message on outbox ((payload ->> 'messageId'));
create index provider_webhooks_call on provider_webhooks (call_ref) where call_ref is not null;
create index notices_link on notices ((data ->> 'link'));
create index audit_subject on audit (subject_id) where subject_id is not null;

-- Whoever looks after roles may, and whoever answers for claims and service.
insert into role_grants (role_id, permission, scope)
select distinct r.id, p.name, 'all'
  from roles r cross join (values ('client.disclose'), ('client.erase'), ('client.hold')) as p (name)
 where r.code in ('administrator', 'head-after-sales')
    or exists (select 1 from role_grants g where g.role_id = r.id and g.permission = 'role.manage')
on conflict do nothing;
