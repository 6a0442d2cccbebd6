-- What made the hub itself set a task: a code for the words, where a person would have typed a title.
alter table tasks add column cause text check (cause in (
  'gave-up', 'cut-off', 'client-lost', 'agent-lost', 'out-of-hours', 'nobody-here', 'queue-full', 'longest-wait'
));
-- Codes have stood as titles before.
update tasks set title = '', cause = case
    when kind = 'missed' then 'gave-up'
    when title in ('cut-off', 'client-lost', 'agent-lost') then title
    else 'nobody-here'
  end
 where created_by is null and interaction_id is not null and kind in ('missed', 'callback')
   and title in ('', 'cut-off', 'client-lost', 'agent-lost', 'client-hung-up', 'agent-hung-up', 'flow-ended', 'refused');
update timeline set summary = summary || jsonb_build_object('cause', tasks.cause, 'title', '')
  from tasks where timeline.kind = 'task' and timeline.subject_id = tasks.id and tasks.cause is not null;
