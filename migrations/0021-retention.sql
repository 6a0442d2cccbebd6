-- What is forgotten is found by its time, not by reading the whole table (shared/platform/retention.ts).
create index provider_events_at on provider_events (at);
create index outbox_done on outbox (done_at) where state = 'done';
create index presence_log_ended on presence_log (to_at) where to_at is not null;
create index offer_bars_over on offer_bars (until_at);
create index notices_read on notices (read_at) where read_at is not null;
create index notices_created on notices (created_at);
create index sessions_ended on sessions (ended_at) where ended_at is not null;
