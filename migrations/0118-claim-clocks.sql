-- Several clocks on a claim: of each kind at most one by law, one by contract and one by policy.
alter table claim_clocks drop constraint claim_clocks_kind_check;
update claim_clocks set kind = 'final-answer';
alter table claim_clocks
  add constraint claim_clocks_kind_check
    check (kind in ('acknowledge', 'first-answer', 'next-update', 'reply', 'final-answer')),
  add column basis text not null default 'policy' check (basis in ('law', 'contract', 'policy')),
  -- By which it is computed now; a policy may have been applied to it while it ran.
  add column policy_version int not null default 0,
  -- The signal: shared/claims/clock-table.ts.
  add column started_by text not null default 'opened';
update claim_clocks
   set basis = coalesce(deadline_basis -> 'terms' ->> 'basis', 'policy'),
       policy_version = coalesce((deadline_basis ->> 'policyVersion')::int, 0);
-- A claim's first clock began with the claim, each later one because an answer was owed again.
update claim_clocks k
   set started_by = 'owed-again'
 where exists (select from claim_clocks b where b.claim_id = k.claim_id and b.started_at < k.started_at);
drop index claim_clocks_running;
create unique index claim_clocks_running on claim_clocks (claim_id, kind, basis) where stopped_at is null;
-- A policy that is applied to what runs looks for the clocks of older ones.
create index claim_clocks_policy on claim_clocks (policy_version, claim_id) where stopped_at is null;

alter table claims
  -- How often a ladder has raised it.
  add column urgency smallint not null default 0 check (urgency between 0 and 3),
  -- When the client sent it and handed it over in form; null: as it was received.
  add column sent_at timestamptz,
  add column presented_at timestamptz;

-- What a step did besides telling: { raisedTo, reassigned: { from, to } }.
alter table claim_escalations add column did jsonb not null default '{}';

-- While a claim waits for its client, what may be paused is paused. At most one stands at a time.
create table claim_holds (
  id uuid primary key default uuidv7(),
  claim_id uuid not null references claims on delete cascade,
  waits_for text not null check (waits_for in ('answer', 'documents', 'photos', 'sample', 'access', 'payment')),
  from_at timestamptz not null,
  -- Null while it stands.
  to_at timestamptz,
  -- By itself, at the cap.
  ends_at timestamptz not null check (ends_at > from_at),
  remind_at timestamptz,
  reminded_at timestamptz,
  held_by uuid references users,
  ended_by text check (ended_by in ('client', 'handler', 'cap', 'move')),
  check ((to_at is null) = (ended_by is null)),
  check (to_at is null or to_at >= from_at)
);
create index claim_holds_claim on claim_holds (claim_id, from_at);
create unique index claim_holds_standing on claim_holds (claim_id) where to_at is null;
create index claim_holds_ends on claim_holds (ends_at) where to_at is null;
create index claim_holds_remind on claim_holds (remind_at) where to_at is null and remind_at is not null;

-- Policies were one table of terms by severity; now they are rules.
update claim_policies p
   set rules = jsonb_build_object('rules', (
     select jsonb_agg(
              jsonb_build_object(
                'code', s.code, 'nameRu', s.name_ru, 'nameEn', s.name_en,
                'when', jsonb_build_object('severity', s.code),
                'clocks', jsonb_build_array(jsonb_build_object(
                  'kind', 'final-answer', 'terms', p.rules -> 'answer' -> s.code, 'steps', p.rules -> 'steps')),
                'hold', null) order by s.position)
       from (values ('low', 'Низкая тяжесть', 'Low severity', 1), ('normal', 'Обычная тяжесть', 'Normal severity', 2),
                    ('high', 'Высокая тяжесть', 'High severity', 3),
                    ('critical', 'Критическая тяжесть', 'Critical severity', 4)) as s(code, name_ru, name_en, position)))
 where p.rules ? 'answer';
alter table claim_policies
  -- The version that this one brought back.
  add column restores int,
  -- Also to the clocks that ran when it was saved; done_at once none of them is left.
  add column applies boolean not null default false,
  add column done_at timestamptz;
