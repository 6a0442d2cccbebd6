-- A claim whose answer was told waits for its client's word, is reminded of, and in the end closed by silence. One that was
-- confirmed, refused or withdrawn is closed then, if nobody did before.
alter table claims
  add column lapse_at timestamptz,
  add column remind_at timestamptz,
  add column reminders int not null default 0,
  -- It goes on in that one; it was taken out of that one.
  add column merged_into uuid references claims,
  add column split_from uuid references claims,
  add check (merged_into is null or state = 'closed');
-- Those that wait already are given the usual time from now on.
update claims set lapse_at = now() + interval '14 days',
                  remind_at = case when state in ('communicated', 'settled') then now() + interval '3 days' end
 where state in ('communicated', 'settled', 'verified', 'rejected', 'withdrawn') and handler_id is not null;
create index claims_quiet on claims (least(remind_at, lapse_at)) where lapse_at is not null;
create index claims_merged on claims (merged_into) where merged_into is not null;
create index claims_split on claims (split_from) where split_from is not null;
