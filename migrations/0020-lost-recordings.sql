-- A recording whose end was never told, and whose file is gone.
alter table recordings drop constraint recordings_state_check;
alter table recordings add constraint recordings_state_check
  check (state in ('recording', 'paused', 'done', 'cut-off', 'failed', 'lost'));
-- Those whose end, or whose length, is not known.
create index recordings_unsettled on recordings (call_id)
  where state in ('recording', 'paused') or (state = 'cut-off' and duration_ms is null);
