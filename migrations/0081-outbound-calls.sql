-- Calls that the house makes: to a phone by its market's number, or to a page of /call that is still open.

alter table calls drop constraint calls_state_check;
alter table calls add constraint calls_state_check check (
  state in ('arriving', 'dialling', 'ringing', 'live', 'ended')
);
-- The ended call whose page, still open, is rung.
alter table calls add column page_call_id uuid references calls on delete set null;
-- Two agents cannot ring one page at once.
create unique index calls_page on calls (page_call_id) where page_call_id is not null and state <> 'ended';

-- `calling`: the agent hears it ring.
alter table legs drop constraint legs_part_check;
alter table legs add constraint legs_part_check check (
  part in ('alone', 'menu', 'music', 'talk', 'hold', 'consult', 'calling')
);

alter table interactions drop constraint interactions_state_check;
alter table interactions add constraint interactions_state_check check (
  state in ('arrived', 'waiting', 'calling', 'talking', 'wrap-up', 'closed')
);
alter table interactions drop constraint interactions_outcome_check;
alter table interactions add constraint interactions_outcome_check check (
  outcome in ('handled', 'abandoned', 'callback', 'cut-off', 'left-menu', 'refused', 'not-reached')
);
-- The task that the call is made for: its attempts.
alter table interactions add column task_id uuid references tasks on delete set null;
create index interactions_task on interactions (task_id, arrived_at desc) where task_id is not null;

-- Withdrawn, the client is not to be called.
alter table consents drop constraint consents_purpose_check;
alter table consents add constraint consents_purpose_check check (
  purpose in ('processing', 'marketing', 'recording', 'transfer', 'calls')
);

-- Pages of ended calls that are still open and can be rung; a page that is not seen for a while is gone.
create table open_pages (
  call_id uuid primary key references calls on delete cascade,
  node text not null,
  opened_at timestamptz not null,
  seen_at timestamptz not null
);

-- Who works calls calls clients too.
insert into role_grants (role_id, permission, scope)
select role_id, 'call.start', 'own' from role_grants where permission = 'call.work'
on conflict do nothing;
