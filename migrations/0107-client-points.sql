-- How many points of a queue's priority the client of the highest priority (100) is given; others in proportion, 0: all alike.
alter table queues add column client_points integer not null default 0 check (client_points between 0 and 100);
