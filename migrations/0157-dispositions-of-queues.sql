-- A result of a contact may be one of certain queues; null: of all. A queue is switched off, never removed.
alter table dispositions add column queue_ids uuid[] check (queue_ids <> '{}');
