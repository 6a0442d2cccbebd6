-- What a queue says in the house's own words instead of the hub's, by the hub's prompt.
alter table queues add column prompts jsonb not null default '{}';
