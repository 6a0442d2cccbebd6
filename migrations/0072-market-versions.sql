-- Markets are edited by whoever saw the last state.
alter table markets add column version int not null default 1;
