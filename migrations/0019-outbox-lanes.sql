-- Effects of one lane go out one after another, in the order they were put there, whoever carries them and however
-- often the first of them is tried.
alter table outbox add column lane text;
alter table outbox add column seq bigint;
update outbox set lane = split_part(key, ':', 1) || ':' || split_part(key, ':', 2) where kind like 'voice.%';
update outbox o set seq = counted.n
  from (select id, row_number() over (order by id) as n from outbox) counted
 where counted.id = o.id;
alter table outbox alter column seq set not null;
alter table outbox alter column seq add generated always as identity;
select setval(pg_get_serial_sequence('outbox', 'seq'), coalesce(max(seq), 0) + 1, false) from outbox;
-- The head of a lane, and what stands before an effect.
create index outbox_lane on outbox (lane, seq) where state = 'pending';
