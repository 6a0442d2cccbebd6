-- Those whose end nobody has told yet are few, and asked for every minute.
create index messages_unsettled on messages (changed_at) where state in ('queued', 'sent');
